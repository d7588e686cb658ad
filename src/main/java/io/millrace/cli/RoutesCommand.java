package io.millrace.cli;

import io.millrace.explain.RoutingTable;
import io.millrace.function.TableFunctions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Prints the routes. */
@Command(
        name = "routes",
        mixinStandardHelpOptions = true,
        description = "Prints the tables, their routes in their order, and what runs.")
final class RoutesCommand implements Callable<Integer> {

    private final ApplicationContexts applications;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default.")
    private Format format = Format.TEXT;

    @Unmatched
    private List<String> others = new ArrayList<>();

    RoutesCommand(ApplicationContexts applications) {
        this.applications = applications;
    }

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = applications.start(PropertyOptions.of(command, others))) {
            TableFunctions tables = context.getBean(TableFunctions.class);
            PrintWriter out = command.commandLine().getOut();
            out.print(format == Format.JSON ? Format.json(RoutingTable.of(tables)) + "\n" : RoutingTable.text(tables));
            out.flush();
            return 0;
        }
    }
}
