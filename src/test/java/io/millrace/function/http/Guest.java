package io.millrace.function.http;

import io.millrace.handler.ImageHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application with files and pages of its own, and a function. */
final class Guest implements AutoCloseable {

    static final String NOTHING = "{\"Records\":[]}";
    private final Path directory;

    private @Nullable ConfigurableApplicationContext context;

    /** Whose files are in the directory. */
    Guest(Path directory) {
        this.directory = directory;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {

        @Bean
        ImageHandler restock() {
            return (before, after, table) -> {};
        }
    }

    @RestController
    static class Products {

        @PostMapping("/products")
        String post() {
            return "the shop's own";
        }

        @GetMapping("/")
        String home() {
            return "the shop's home";
        }
    }

    FunctionClient start(Class<?> application, String... arguments) throws IOException {
        return start(List.of(application), arguments);
    }

    FunctionClient start(List<Class<?>> sources, String... arguments) throws IOException {
        Files.writeString(directory.resolve("index.html"), "<h1>Shop</h1>");
        Files.writeString(directory.resolve("shop.css"), "h1 {}");
        Path file = Files.writeString(
                directory.resolve("application.yml"),
                "millrace.tables.products: { name: Products, routes: { a: { handler: restock } } }");
        SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
        application.setRegisterShutdownHook(false);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--spring.config.location=file:" + file);
        all.add("--spring.web.resources.static-locations=file:" + directory + "/");
        all.add("--server.port=0");
        all.add("--server.address=127.0.0.1");
        ConfigurableApplicationContext started = application.run(all.toArray(String[]::new));
        context = started;
        return new FunctionClient(started.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }
}
