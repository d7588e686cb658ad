package io.millrace.cli;

import io.millrace.explain.RoutingTable;
import io.millrace.function.TableFunctions;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the routes. */
@Command(
        name = "routes",
        mixinStandardHelpOptions = true,
        description = "Prints the tables with their routes, in order, and the handlers that run.")
final class RoutesCommand implements Callable<Integer> {

    @Mixin
    private final ApplicationStart application;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default.")
    private Format format = Format.TEXT;

    RoutesCommand(Class<?> application) {
        this.application = new ApplicationStart(application);
    }

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = application.start(List.of())) {
            TableFunctions tables = context.getBean(TableFunctions.class);
            application.print(
                    format == Format.JSON ? Format.json(RoutingTable.of(tables)) + "\n" : RoutingTable.text(tables));
            return 0;
        }
    }
}
