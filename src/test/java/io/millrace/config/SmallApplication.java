package io.millrace.config;

import io.millrace.handler.ImageHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application without a server, with a handler, a function of its own, and a configuration file. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SmallApplication {

    static final String ONE_TABLE = "millrace.tables.products.routes.a.handler: restock\n";

    @Bean
    ImageHandler restock() {
        return (before, after, table) -> {};
    }

    @Bean
    Function<String, Integer> length() {
        return String::length;
    }

    /** Writes the file that the application is to read. */
    static Path configuration(Path directory, String text) {
        try {
            return Files.writeString(directory.resolve("application.yml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConfigurableApplicationContext start(Path file, Class<?>... sources) {
        return run(application(sources), file);
    }

    static SpringApplication application(Class<?>... sources) {
        SpringApplication application = new SpringApplication(SmallApplication.class);
        application.addPrimarySources(List.of(sources));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        return application;
    }

    static ConfigurableApplicationContext run(SpringApplication application, Path file) {
        return application.run("--spring.config.location=file:" + file);
    }
}
