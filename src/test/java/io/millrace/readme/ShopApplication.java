package io.millrace.readme;

import io.millrace.cli.MillraceCommands;
import io.millrace.handler.ImageHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class ShopApplication {

    private static final Logger log = LoggerFactory.getLogger(ShopApplication.class);

    public static void main(String[] args) {
        if (MillraceCommands.isCommand(args)) {
            System.exit(MillraceCommands.run(ShopApplication.class, args));
        }
        SpringApplication.run(ShopApplication.class, args);
    }

    @Bean
    ImageHandler productAdded() {
        return (oldItem, newItem, table) -> log.info("{}: {}", table, newItem);
    }
}
