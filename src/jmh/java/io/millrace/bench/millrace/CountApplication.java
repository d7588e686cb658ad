package io.millrace.bench.millrace;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The least that a user of Millrace writes: the handler of the one route in {@link #CONFIGURATION}. */
@SpringBootApplication
public class CountApplication {

    /** Its {@code config/application.yml}. */
    public static final String CONFIGURATION = """
            millrace.tables.orders:
              keys: { partition: orderId }
              routes:
                count: { events: INSERT, partition-key: "o-*", handler: count }
            """;

    @Bean
    Function<DynamodbEvent, Void> count() {
        AtomicLong records = new AtomicLong();
        return event -> {
            records.addAndGet(event.getRecords().size());
            return null;
        };
    }
}
