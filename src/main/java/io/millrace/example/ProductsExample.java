package io.millrace.example;

import io.millrace.handler.ImageHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An inventory: one handler for each kind of change, with the images as plain maps. */
@Configuration(proxyBeanMethods = false)
class ProductsExample {

    private static final Logger log = LoggerFactory.getLogger(ProductsExample.class);

    @Bean
    ImageHandler productAdded() {
        return (oldItem, newItem, table) -> log.info("New product added: {}", newItem);
    }

    @Bean
    ImageHandler productUpdated() {
        return (oldItem, newItem, table) -> log.info("Product updated. Old: {}, New: {}", oldItem, newItem);
    }

    @Bean
    ImageHandler productRemoved() {
        return (oldItem, newItem, table) -> log.info("Product removed: {}", oldItem);
    }
}
