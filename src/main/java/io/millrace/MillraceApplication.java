package io.millrace;

import io.millrace.cli.MillraceCommands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Runs the tables of {@code config/application.yml} with the example handlers: as a server, on Lambda, or for a command. */
@SpringBootApplication(scanBasePackages = "io.millrace.example", proxyBeanMethods = false)
public class MillraceApplication {

    public static void main(String[] args) {
        if (MillraceCommands.isCommand(args)) {
            System.exit(MillraceCommands.run(MillraceApplication.class, args));
        }
        SpringApplication.run(MillraceApplication.class, args);
    }
}
