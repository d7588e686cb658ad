package io.millrace.local;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes down each change that it handles, and when, and fails by chance. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LoopApplication {

    static final String EFFECTS = "effects";
    static final String FAILING = "failing";

    private final Random random = new Random(7);

    public static void main(String[] args) {
        SpringApplication.run(LoopApplication.class, args);
    }

    /** A line for each change: table, item, number in the item's new image, event name, milliseconds since the epoch. */
    @Bean
    ChangeHandler<Item> note() {
        return change -> {
            if (random.nextInt(100) < Integer.getInteger(FAILING, 0)) {
                throw new IllegalStateException("by chance");
            }
            write(change);
        };
    }

    private static void write(Change<Item> change) throws IOException {
        String number =
                change.findNewItem().map(item -> item.number("n").toString()).orElse("-");
        String line = "%s %s %s %s%s %d%n"
                .formatted(
                        change.table(),
                        change.keys().string("id"),
                        number,
                        change.event(),
                        change.expired() ? "-expired" : "",
                        System.currentTimeMillis());
        Files.write(
                Path.of(System.getProperty(EFFECTS)),
                line.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
