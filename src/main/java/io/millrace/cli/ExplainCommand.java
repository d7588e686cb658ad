package io.millrace.cli;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.event.EventReader;
import io.millrace.event.InvalidEventException;
import io.millrace.explain.Explanation;
import io.millrace.function.TableFunctions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Prints what the routes make of the records of an event. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Prints for each record of an event what each route of its table makes of it: every condition, what it "
                    + "wants and what the record has. No handler runs.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 when the routes were asked about every record, 1 when a record is such that they could not be, "
                    + "2 when the arguments are wrong or the file is no event."
        })
final class ExplainCommand implements Callable<Integer> {

    private final ApplicationContexts applications;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(paramLabel = "<event file>", description = "The event, as Lambda sends it.")
    private Path file = Path.of("");

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default.")
    private Format format = Format.TEXT;

    @Unmatched
    private List<String> others = new ArrayList<>();

    ExplainCommand(ApplicationContexts applications) {
        this.applications = applications;
    }

    @Override
    public Integer call() {
        DynamodbEvent event = event();
        try (ConfigurableApplicationContext context = applications.start(PropertyOptions.of(command, others))) {
            List<Explanation> explanations = Explanation.of(context.getBean(TableFunctions.class), event);
            PrintWriter out = command.commandLine().getOut();
            out.print(format == Format.JSON ? Format.json(explanations) + "\n" : Explanation.text(explanations));
            out.flush();
            return explanations.stream().allMatch(Explanation::isAnswered) ? 0 : 1;
        }
    }

    private DynamodbEvent event() {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            String what = Files.isDirectory(file) ? "is a directory" : "is no file";
            throw wrong("'%s' %s. Name the file that holds the event.".formatted(file, what));
        }
        try {
            return new EventReader().read(Files.readAllBytes(file));
        } catch (AccessDeniedException e) {
            throw wrong("'%s' can't be read: permission is denied.".formatted(file));
        } catch (IOException e) {
            throw wrong("'%s' can't be read: %s.".formatted(file, e.getMessage()));
        } catch (InvalidEventException e) {
            throw wrong("'%s': %s".formatted(file, e.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
