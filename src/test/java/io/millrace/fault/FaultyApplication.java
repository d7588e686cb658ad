package io.millrace.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
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

    private static final int FAILS_ONE_IN = 50;

    private final Path effects = Path.of(System.getenv(EFFECTS));

    @Bean
    ChangeHandler<Item> kept() {
        return change -> handle("kept", change);
    }

    @Bean
    ChangeHandler<Item> stopping() {
        return change -> handle("stopping", change);
    }

    private void handle(String handler, Change<Item> change) throws IOException {
        boolean poison = change.newItem().has("poison") && handler.equals("kept");
        if (poison || ThreadLocalRandom.current().nextInt(FAILS_ONE_IN) == 0) {
            throw new IllegalStateException("Fails as it is told to");
        }
        String line = "%s %s %s%n".formatted(handler, change.keys().string("id"), change.sequenceNumber());
        Files.write(effects, line.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
