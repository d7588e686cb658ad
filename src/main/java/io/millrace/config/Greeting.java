package io.millrace.config;

import io.millrace.explain.RoutingTable;
import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunctions;
import io.millrace.function.http.FunctionPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Logs the routes and warnings at the start, and for a server the requests to try next. */
final class Greeting implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger("io.millrace");

    private final TableFunctions tables;

    private final List<String> warnings;

    private final Supplier<List<String>> later;

    /**
     * @param warnings sentences without a full stop
     * @param later more of them, asked for once the application is ready
     */
    Greeting(TableFunctions tables, List<String> warnings, Supplier<List<String>> later) {
        this.tables = tables;
        this.warnings = warnings;
        this.later = later;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Optional<String> url = url(event.getApplicationContext());
        Stream.concat(warnings.stream(), later.get().stream()).forEach(warning -> log.warn("{}.", warning));
        if (tables.ids().isEmpty()) {
            log.warn("No tables are configured under millrace.tables, so there is nothing to handle.");
        } else if (url.isEmpty()) {
            log.info("Routes of {} table(s): {}", tables.ids().size(), tables.ids());
        } else {
            log.info("Routes{}{}{}", System.lineSeparator(), RoutingTable.text(tables), suggestion(url.get()));
        }
    }

    /** The address of the functions, if they are served over HTTP. */
    private static Optional<String> url(ApplicationContext context) {
        Environment environment = context.getEnvironment();
        return Optional.ofNullable(environment.getProperty("local.server.port"))
                .filter(port -> context.containsBean("millraceFunctionRoutes"))
                .map(port -> "localhost:" + port + path(environment).parent());
    }

    private static FunctionPath path(Environment environment) {
        return new FunctionPath(environment.getProperty("millrace.http.path", ""));
    }

    private String suggestion(String url) {
        String id = tables.ids().iterator().next();
        String file = sample(id).orElse("<a DynamoDB stream event>.json");
        return """
                Try
                  curl --json @%1$s %2$s/%3$s    the outcome in table '%3$s'
                  curl --json @%1$s %2$s/%4$s    what Lambda would answer""".formatted(file, url, id, EntryFunction.NAME);
    }

    private static Optional<String> sample(String id) {
        String file = "events/%s-insert.json".formatted(id);
        return Files.exists(Path.of(file)) ? Optional.of(file) : Optional.empty();
    }
}
