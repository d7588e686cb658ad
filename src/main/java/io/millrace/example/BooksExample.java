package io.millrace.example;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Logs every change of a table, with its old and new values, whatever images its stream has. */
@Configuration(proxyBeanMethods = false)
class BooksExample {

    private static final Logger log = LoggerFactory.getLogger(BooksExample.class);

    @Bean
    Function<DynamodbEvent, Void> bookLog() {
        return event -> {
            event.getRecords().forEach(record -> log(Change.of(record, "books")));
            return null;
        };
    }

    private static void log(Change<Item> change) {
        log.info("{} {}", change.event(), change.keys());
        Set<String> names = new LinkedHashSet<>();
        change.findOldItem().ifPresent(item -> names.addAll(item.names()));
        change.findNewItem().ifPresent(item -> names.addAll(item.names()));
        names.forEach(name ->
                log.info("  {}: {} | {}", name, value(change.findOldItem(), name), value(change.findNewItem(), name)));
    }

    private static Object value(Optional<Item> item, String name) {
        return item.flatMap(present -> present.find(name)).orElse("-");
    }
}
