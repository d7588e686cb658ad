package io.millrace;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Runs the tables of {@code config/application.yml} with the example handlers: as a server, or on Lambda. */
@SpringBootApplication(scanBasePackages = "io.millrace.example", proxyBeanMethods = false)
public class MillraceApplication {

    public static void main(String[] args) {
        SpringApplication.run(MillraceApplication.class, args);
    }
}
