package io.millrace.example;

import io.millrace.handler.ChangeHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Confirms orders, with the image as a record that contains another record. */
@Configuration(proxyBeanMethods = false)
class OrdersExample {

    private static final Logger log = LoggerFactory.getLogger(OrdersExample.class);

    record Album(String title, Object year, String format) {}

    /** Years and amounts are numbers or strings, as the writer of the order chose. */
    record Order(String id, @Nullable String email, Album album, Object amount) {

        Order {
            if (email == null || email.isBlank()) {
                throw new IllegalArgumentException("Order %s has no email to confirm it to".formatted(id));
            }
        }

        String confirmation() {
            return """
                    Pinehead Records: Order Confirmation
                    To: %s
                    Order ID: %s
                    Album: %s (%s)
                    Format: %s
                    Amount: %s""".formatted(email, id, album.title(), album.year(), album.format(), amount);
        }
    }

    @Bean
    ChangeHandler<Order> orderConfirmation() {
        return change -> log.info(change.newItem().confirmation());
    }
}
