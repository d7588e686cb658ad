package io.millrace.bench.stock;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The least that a user of Spring Cloud Function writes. */
@SpringBootApplication
public class StockApplication {

    @Bean
    Function<DynamodbEvent, Void> count() {
        AtomicLong records = new AtomicLong();
        return event -> {
            records.addAndGet(event.getRecords().size());
            return null;
        };
    }
}
