package io.millrace.cli;

import io.millrace.change.Item;
import io.millrace.dispatch.DispatchListener;
import io.millrace.handler.ChangeHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two handlers that note what they handle. One of them is broken until it is mended. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class EffectsApplication {

    static final String CONFIGURATION = """
            millrace:
              tables:
                things:
                  routes:
                    mails: { handler: mail, on-failure: %s }
                    totals: { handler: total }
            """;

    /** Handler, item and sequence number of each effect. */
    static final List<String> EFFECTS = new CopyOnWriteArrayList<>();

    /** How each batch ended. */
    static final List<String> ENDED = new CopyOnWriteArrayList<>();

    static volatile boolean broken;

    @Bean
    ChangeHandler<Item> mail() {
        return change -> {
            if (broken) {
                throw new IllegalStateException("The mail server is away");
            }
            EFFECTS.add("mail %s %s".formatted(change.keys().string("id"), change.sequenceNumber()));
        };
    }

    @Bean
    ChangeHandler<Item> total() {
        return change -> EFFECTS.add("total %s %s".formatted(change.keys().string("id"), change.sequenceNumber()));
    }

    @Bean
    DispatchListener listener() {
        return new DispatchListener() {
            @Override
            public void batchEnded(BatchEnded end) {
                ENDED.add("%s %s".formatted(end.batch().table(), end.result().handled()));
            }
        };
    }
}
