package io.millrace.cli;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.event.EventReader;
import io.millrace.event.InvalidEventException;
import io.millrace.explain.Explanation;
import io.millrace.function.TableFunctions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the answers of the routes for the records of an event. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Prints for each record of an event the answer of each route of its table: every condition, what it requires "
                    + "and what the record has. No handler runs.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 when the routes were asked about every record, 1 when they could not be asked about a record, "
                    + "2 when the arguments are wrong or the file holds no event."
        })
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final ApplicationStart application;

    @Parameters(paramLabel = "<event file>", description = "The event, as Lambda sends it.")
    private Path file = Path.of("");

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default.")
    private Format format = Format.TEXT;

    ExplainCommand(Class<?> application) {
        this.application = new ApplicationStart(application);
    }

    @Override
    public Integer call() {
        DynamodbEvent event = event();
        try (ConfigurableApplicationContext context = application.start(List.of())) {
            List<Explanation> explanations = Explanation.of(context.getBean(TableFunctions.class), event);
            application.print(
                    format == Format.JSON ? Format.json(explanations) + "\n" : Explanation.text(explanations));
            return explanations.stream().allMatch(Explanation::isAnswered) ? 0 : 1;
        }
    }

    private DynamodbEvent event() {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            String what = Files.isDirectory(file) ? "is a directory" : "is no file";
            throw application.wrong("'%s' %s. Name the file that holds the event.".formatted(file, what));
        }
        try {
            return new EventReader().read(Files.readAllBytes(file));
        } catch (AccessDeniedException e) {
            throw application.wrong("'%s' can't be read: permission is denied.".formatted(file));
        } catch (IOException e) {
            throw application.wrong("'%s' can't be read: %s.".formatted(file, e.getMessage()));
        } catch (InvalidEventException e) {
            throw application.wrong("'%s': %s".formatted(file, e.getMessage()));
        }
    }
}
