package io.millrace.function.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.handler.ImageHandler;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application with pages of its own stays what it is when it takes Millrace in. */
@ExtendWith(OutputCaptureExtension.class)
class GuestOverHttpTests {

    private static final String NOTHING = "{\"Records\":[]}";

    @TempDir
    private Path directory;

    private ConfigurableApplicationContext context;

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

    @RestController
    static class Neighbours {

        @GetMapping("/products/{id}")
        String product(@PathVariable String id) {
            return "product " + id;
        }

        @GetMapping("/{page}")
        String page(@PathVariable String page) {
            return "page " + page;
        }

        @GetMapping("/length/{text}")
        String length(@PathVariable String text) {
            return "the length of " + text;
        }

        @Bean
        static Function<String, Integer> length() {
            return String::length;
        }
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void leavesTheApplicationItsPages() throws Exception {
        FunctionClient client = start(Shop.class);

        assertThat(client.get("").body()).isEqualTo("<h1>Shop</h1>");
        assertThat(client.get("index.html").body()).isEqualTo("<h1>Shop</h1>");
        assertThat(client.get("shop.css").body()).isEqualTo("h1 {}");
    }

    @Test
    void leavesTheApplicationItsErrors() throws Exception {
        FunctionClient client = start(Shop.class);

        HttpResponse<String> missing = client.get("missing.html");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("\"path\":\"/missing.html\"").doesNotContain("function");

        HttpResponse<String> posted = client.postJson("missing", "{}");
        assertThat(posted.statusCode()).isEqualTo(404);
        assertThat(posted.body()).contains("\"path\":\"/missing\"").doesNotContain("function");
    }

    @Test
    void servesFunctionsUnderTheirNames() throws Exception {
        FunctionClient client = start(Shop.class);

        assertThat(client.postJson("products", NOTHING).body())
                .isEqualTo("{\"table\":\"Products\",\"records\":0,\"handled\":{},\"unmatched\":0}");
        assertThat(client.postJson("millrace", NOTHING).body()).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void answersInItsOwnWordsWhateverTheNamesOfTheApplication() throws Exception {
        FunctionClient client = start(
                Shop.class,
                "--spring.jackson.property-naming-strategy=UPPER_SNAKE_CASE",
                "--spring.jackson.default-property-inclusion=non_empty");

        assertThat(client.postJson("products", NOTHING).body())
                .isEqualTo("{\"table\":\"Products\",\"records\":0,\"handled\":{},\"unmatched\":0}");
        assertThat(client.postJson("millrace", NOTHING).body()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(client.postJson("millrace", "[]").body())
                .isEqualTo(
                        "{\"detail\":\"This is not a DynamoDB stream event: it is not an object.\",\"instance\":\"/millrace\","
                                + "\"status\":400,\"title\":\"Not an event that can be handled\",\"type\":\"about:blank\"}");
    }

    @Test
    void leavesThePathsThatTheApplicationMaps(CapturedOutput output) throws Exception {
        FunctionClient client = start(List.of(Shop.class, Products.class));

        assertThat(client.get("").body()).isEqualTo("the shop's home");
        assertThat(client.postJson("products", NOTHING).body()).isEqualTo("the shop's own");
        assertThat(client.postJson("millrace", NOTHING).body()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(output)
                .contains("The application answers {POST [/products]} itself, so no function is served there. Set "
                        + "millrace.http.path to a path of its own for functions.");
    }

    @Test
    void leavesPagesBesideAndBelowTheNamesOfTables() throws Exception {
        FunctionClient client = start(List.of(Shop.class, Neighbours.class));

        assertThat(client.get("products/7").body()).isEqualTo("product 7");
        assertThat(client.get("products").body()).isEqualTo("page products");
        assertThat(client.get("millrace").body()).isEqualTo("page millrace");
        assertThat(client.get("length/abc").body()).isEqualTo("the length of abc");
        assertThat(client.postJson("length", "four").body()).isEqualTo("4");
        assertThat(client.postJson("products", NOTHING).statusCode()).isEqualTo(200);
    }

    @Test
    void servesFunctionsAtAPathOfTheirOwn() throws Exception {
        FunctionClient client = start(Shop.class, "--millrace.http.path=/functions");

        assertThat(client.postJson("functions/products", NOTHING).statusCode()).isEqualTo(200);
        assertThat(client.postJson("functions", NOTHING).body()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(client.get("functions").body()).isEqualTo("{\"functions\":[\"millrace\",\"products\"]}");
        assertThat(client.postJson("functions/prodcts", NOTHING).body())
                .contains("There is no function 'prodcts'. Known functions: [millrace, products].");
        assertThat(client.postJson("products", NOTHING).statusCode()).isEqualTo(404);
        assertThat(client.get("").body()).isEqualTo("<h1>Shop</h1>");
    }

    @RestController
    static class Functions {

        @PostMapping("/functions/products")
        String post() {
            return "the shop's own function";
        }
    }

    @Test
    void takesAPathWithoutASlashForTheSame() throws Exception {
        FunctionClient client = start(
                List.of(Shop.class, Functions.class),
                "--spring.profiles.active=local",
                "--millrace.local.port=0",
                "--millrace.http.path=functions");

        assertThat(client.postJson("functions/products", NOTHING).body()).isEqualTo("the shop's own function");
        assertThat(client.postJson("functions/millrace", NOTHING).statusCode()).isEqualTo(200);
        assertThat(client.postWith(
                                "functions/millrace",
                                "Content-Type",
                                "application/json",
                                "Origin",
                                "http://localhost:3000")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void leavesFilesAloneWhereTheRootIsTheFunctions() throws Exception {
        FunctionClient client = start(Shop.class, "--millrace.http.path=/");

        assertThat(client.get("shop.css").body()).isEqualTo("h1 {}");
        assertThat(client.postJson("prodcts", NOTHING).body()).contains("There is no function 'prodcts'.");
    }

    @Test
    void servesNoFunctionsWhereTheyAreSwitchedOff() throws Exception {
        FunctionClient client = start(Shop.class, "--millrace.http.enabled=false");

        assertThat(client.postJson("products", NOTHING).statusCode()).isEqualTo(404);
        assertThat(client.get("").body()).isEqualTo("<h1>Shop</h1>");
    }

    @Test
    void keepsNoOtherNamesAndPagesFromTheApplication() throws Exception {
        FunctionClient client = start(List.of(Shop.class, Products.class));

        assertThat(client.postWith("products", "Host", "shop.example").body()).isEqualTo("the shop's own");
        assertThat(client.postWith("products", "Origin", "https://pages.example")
                        .body())
                .isEqualTo("the shop's own");
        assertThat(client.postWith("millrace", "Host", "shop.example", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.postWith("millrace").statusCode()).isEqualTo(415);
    }

    @Test
    void keepsThemFromHandlersWhereTheApplicationRunsForItsDeveloper() throws Exception {
        FunctionClient client = start(
                List.of(Shop.class, Pages.class),
                "--spring.profiles.active=local",
                "--millrace.local.port=0",
                "--millrace.http.path=/functions");

        assertThat(client.postWith("orders", "Origin", "http://localhost:3000").body())
                .isEqualTo("an order");
        for (String path : List.of("functions", "functions/", "functions/millrace", "functions/products")) {
            assertThat(client.postWith(path, "Content-Type", "application/json", "Origin", "http://localhost:3000")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @RestController
    static class Pages {

        @PostMapping("/orders")
        String post() {
            return "an order";
        }
    }

    private FunctionClient start(Class<?> application, String... arguments) throws IOException {
        return start(List.of(application), arguments);
    }

    private FunctionClient start(List<Class<?>> sources, String... arguments) throws IOException {
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
        context = application.run(all.toArray(String[]::new));
        return new FunctionClient(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
}
