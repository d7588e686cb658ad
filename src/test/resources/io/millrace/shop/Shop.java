package shop;

import io.millrace.handler.ImageHandler;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.AsyncTaskExecutor;

@SpringBootApplication
public class Shop {

    public static void main(String[] args) {
        SpringApplication.run(Shop.class, args);
    }

    /** Uses what Spring Boot gives to every application. */
    @Bean
    ImageHandler restock(AsyncTaskExecutor executor) {
        return (before, after, table) -> LoggerFactory.getLogger(Shop.class).info("Restock {}", after.get("name"));
    }
}
