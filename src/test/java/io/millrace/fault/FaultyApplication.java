package io.millrace.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Runs inside the Lambda package, in place of the application there. Each handler's effect is a line in a file that
 * outlives the process: its name, the item, the sequence number. They fail by chance, and always for an item that is
 * poison to them.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class FaultyApplication {

    static final String EFFECTS = "FAULT_EFFECTS";

    private static final String TABLE = "things";
    private static final int FAILS_ONE_IN = 50;
    private static final int CALL_FAILS_ONE_IN = 8;

    private final Path effects = Path.of(System.getenv(EFFECTS));

    @Bean
    ChangeHandler<Item> kept() {
        return change -> handle("kept", change);
    }

    @Bean
    ChangeHandler<Item> stopping() {
        return change -> handle("stopping", change);
    }

    /** Fails as a whole, so that its calls are halved until the records are found that make them fail. */
    @Bean
    Function<DynamodbEvent, Void> many() {
        return event -> {
            List<Change<Item>> changes = event.getRecords().stream()
                    .map(record -> Change.of(record, TABLE))
                    .toList();
            if (changes.stream().anyMatch(FaultyApplication::isPoison) || chance(CALL_FAILS_ONE_IN)) {
                Failures.throwAny();
            }
            write("many", changes);
            return null;
        };
    }

    private void handle(String handler, Change<Item> change) {
        boolean poison = isPoison(change) && handler.equals("kept");
        if (poison || chance(FAILS_ONE_IN)) {
            Failures.throwAny();
        }
        write(handler, List.of(change));
    }

    private static boolean isPoison(Change<Item> change) {
        return change.newItem().has("poison");
    }

    private static boolean chance(int oneIn) {
        return ThreadLocalRandom.current().nextInt(oneIn) == 0;
    }

    private void write(String handler, List<Change<Item>> changes) {
        String lines = changes.stream()
                .map(change -> "%s %s %s%n".formatted(handler, change.keys().string("id"), change.sequenceNumber()))
                .collect(Collectors.joining());
        try {
            Files.write(effects, lines.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
