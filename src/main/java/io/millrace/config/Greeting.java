package io.millrace.config;

import io.millrace.explain.RoutingText;
import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunctions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Says at the start what goes where, and on a server what to try next. */
final class Greeting implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger("io.millrace");

    private final TableFunctions tables;

    private final List<String> doubts;

    Greeting(TableFunctions tables, List<String> doubts) {
        this.tables = tables;
        this.doubts = doubts;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        @Nullable String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
        doubts.forEach(doubt -> log.warn("{}.", doubt));
        if (tables.ids().isEmpty()) {
            log.warn("No tables are configured under millrace.tables, so there is nothing to handle.");
        } else if (port == null) {
            log.info("Routes of {} table(s): {}", tables.ids().size(), tables.ids());
        } else {
            log.info("Routes{}{}{}", System.lineSeparator(), RoutingText.of(tables), suggestion(port));
        }
    }

    private String suggestion(String port) {
        String id = tables.ids().iterator().next();
        String file = sample(id).orElse("<a DynamoDB stream event>.json");
        return """
                Try
                  curl --json @%1$s localhost:%2$s/%3$s    what table '%3$s' makes of it
                  curl --json @%1$s localhost:%2$s/%4$s    what Lambda would answer""".formatted(file, port, id, EntryFunction.NAME);
    }

    private static Optional<String> sample(String id) {
        String file = "events/%s-insert.json".formatted(id);
        return Files.exists(Path.of(file)) ? Optional.of(file) : Optional.empty();
    }
}
