package io.millrace.scenario;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Item;
import io.millrace.handler.BatchItemFailuresException;
import io.millrace.handler.ChangeHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Runs inside the Lambda package, in place of the application there: counts what it handles, and fails for items with
 * the attribute {@code fails}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class CountingApplication {

    /** Its {@code config/application.yml}. */
    static final String CONFIGURATION = """
            millrace.tables:
              singles: { routes: { count: { handler: single } } }
              batches: { routes: { count: { handler: batch } } }
              retries:
                concurrency: 8
                routes:
                  again: { handler: thirdTime, retry: { backoff: 1ms } }
                  never: { handler: single, retry: { max-attempts: 2, backoff: 1ms }, on-failure: skip }
            """;

    private static final Logger log = LoggerFactory.getLogger(CountingApplication.class);

    /** Logs what it has counted when it comes to an item that fails. */
    @Bean
    ChangeHandler<Item> single() {
        Map<String, Integer> handled = new ConcurrentHashMap<>();
        return change -> {
            if (change.newItem().has("fails")) {
                log.info(
                        "Handled {} items, each at most {} time(s)", handled.size(), Collections.max(handled.values()));
                throw new IllegalStateException("Fails as it is told to");
            }
            handled.merge(change.keys().string("id"), 1, Integer::sum);
        };
    }

    /** Works at the third attempt for an item that fails. */
    @Bean
    ChangeHandler<Item> thirdTime() {
        Map<String, Integer> attempts = new ConcurrentHashMap<>();
        return change -> {
            int attempt = attempts.merge(change.keys().string("id"), 1, Integer::sum);
            if (change.newItem().has("fails") && attempt < 3) {
                throw new IllegalStateException("Not yet");
            }
        };
    }

    /** Names the items that fail, the last one first. */
    @Bean
    Function<DynamodbEvent, Void> batch() {
        return event -> {
            log.info("Called with {} records", event.getRecords().size());
            List<String> failed = new ArrayList<>();
            for (DynamodbStreamRecord record : event.getRecords()) {
                if (record.getDynamodb().getNewImage().containsKey("fails")) {
                    failed.add(0, record.getDynamodb().getSequenceNumber());
                }
            }
            throw new BatchItemFailuresException(failed);
        };
    }
}
