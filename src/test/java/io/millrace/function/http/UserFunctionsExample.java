package io.millrace.function.http;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Functions of a user's own, beside tables and handlers. */
@Configuration(proxyBeanMethods = false)
class UserFunctionsExample {

    private static final Logger log = LoggerFactory.getLogger(UserFunctionsExample.class);

    record Order(String id, int quantity) {}

    record Receipt(String order, int price) {}

    @Bean
    Function<String, String> uppercase() {
        return String::toUpperCase;
    }

    @Bean
    Function<Order, Receipt> receipt() {
        return order -> new Receipt(order.id(), order.quantity() * 3);
    }

    @Bean
    Supplier<Receipt> latest() {
        return () -> new Receipt("o-9", 27);
    }

    @Bean
    Consumer<Order> note() {
        return order -> log.info("Noted {}", order);
    }

    @Bean
    Function<Flux<Order>, Flux<Receipt>> receipts() {
        return orders -> orders.map(order -> new Receipt(order.id(), order.quantity()));
    }

    @Bean
    Function<Order, Mono<Receipt>> soon() {
        return order -> Mono.just(new Receipt(order.id(), order.quantity()));
    }

    @Bean
    Function<Order, Receipt> failing() {
        return order -> {
            throw new IllegalStateException("Order %s can't be priced".formatted(order.id()));
        };
    }
}
