package io.millrace.example;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Users and their pets in a single table: the routes distinguish the kinds of item by key prefix. */
@Configuration(proxyBeanMethods = false)
class PetTrackerExample {

    private static final Logger log = LoggerFactory.getLogger(PetTrackerExample.class);
    private static final BigDecimal SIGNIFICANT = new BigDecimal(2);

    /** The attributes of a pet that these handlers use. */
    record Pet(@Nullable String name) {}

    /** An item that may have a weight. */
    record Weighed(@Nullable BigDecimal weightKg) {

        BigDecimal weight() {
            return weightKg == null ? BigDecimal.ZERO : weightKg;
        }
    }

    @Bean
    Consumer<Change<Item>> petEvent() {
        return change -> log.info(
                "Event: {} on {}/{}",
                change.event(),
                change.keys().string("PK"),
                change.keys().string("SK"));
    }

    @Bean
    ChangeHandler<Pet> petAdded() {
        return change -> log.info(
                "New pet added: {}",
                Optional.ofNullable(change.newItem().name()).orElse("Unknown"));
    }

    @Bean
    ChangeHandler<Pet> petWelcome() {
        return change -> log.info("Welcome {} to PetTracker!", change.newItem().name());
    }

    @Bean
    ChangeHandler<Weighed> petWeight() {
        return change -> {
            BigDecimal before = change.oldItem().weight();
            BigDecimal after = change.newItem().weight();
            if (after.subtract(before).abs().compareTo(SIGNIFICANT) > 0) {
                log.info("Significant weight change: {} -> {}", before, after);
            }
        };
    }

    @Bean
    Consumer<Change<Item>> petDeleted() {
        return change -> log.info("Item deleted: {}", change.oldItem());
    }
}
