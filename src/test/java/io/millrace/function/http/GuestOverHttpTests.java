package io.millrace.function.http;

import static io.millrace.function.http.Guest.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A web application with pages of its own stays what it is when it takes Millrace in. */
@ExtendWith(OutputCaptureExtension.class)
class GuestOverHttpTests {

    @AutoClose
    private final Guest guest;

    GuestOverHttpTests(@TempDir Path directory) {
        guest = new Guest(directory);
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

    @Test
    void leavesTheApplicationItsPages() throws Exception {
        FunctionClient client = guest.start(Guest.Shop.class);

        assertThat(client.get("").body()).isEqualTo("<h1>Shop</h1>");
        assertThat(client.get("index.html").body()).isEqualTo("<h1>Shop</h1>");
        assertThat(client.get("shop.css").body()).isEqualTo("h1 {}");
    }

    @Test
    void leavesTheApplicationItsErrors() throws Exception {
        FunctionClient client = guest.start(Guest.Shop.class);

        HttpResponse<String> missing = client.get("missing.html");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("\"path\":\"/missing.html\"").doesNotContain("function");

        HttpResponse<String> posted = client.postJson("missing", "{}");
        assertThat(posted.statusCode()).isEqualTo(404);
        assertThat(posted.body()).contains("\"path\":\"/missing\"").doesNotContain("function");
    }

    @Test
    void servesFunctionsUnderTheirNames() throws Exception {
        FunctionClient client = guest.start(Guest.Shop.class);

        assertThat(client.postJson("products", NOTHING).body())
                .isEqualTo("{\"table\":\"Products\",\"records\":0,\"handled\":{},\"unmatched\":0}");
        assertThat(client.postJson("millrace", NOTHING).body()).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void answersInItsOwnWordsWhateverTheNamesOfTheApplication() throws Exception {
        FunctionClient client = guest.start(
                Guest.Shop.class,
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
        FunctionClient client = guest.start(List.of(Guest.Shop.class, Guest.Products.class));

        assertThat(client.get("").body()).isEqualTo("the shop's home");
        assertThat(client.postJson("products", NOTHING).body()).isEqualTo("the shop's own");
        assertThat(client.postJson("millrace", NOTHING).body()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(output)
                .contains("The application serves {POST [/products]} itself, so no function is served there. Set "
                        + "millrace.http.path to a separate path for functions.");
    }

    @Test
    void leavesPagesBesideAndBelowTheNamesOfTables() throws Exception {
        FunctionClient client = guest.start(List.of(Guest.Shop.class, Neighbours.class));

        assertThat(client.get("products/7").body()).isEqualTo("product 7");
        assertThat(client.get("products").body()).isEqualTo("page products");
        assertThat(client.get("millrace").body()).isEqualTo("page millrace");
        assertThat(client.get("length/abc").body()).isEqualTo("the length of abc");
        assertThat(client.postJson("length", "four").body()).isEqualTo("4");
        assertThat(client.postJson("products", NOTHING).statusCode()).isEqualTo(200);
    }

    @Test
    void servesNoFunctionsWhereTheyAreSwitchedOff() throws Exception {
        FunctionClient client = guest.start(Guest.Shop.class, "--millrace.http.enabled=false");

        assertThat(client.postJson("products", NOTHING).statusCode()).isEqualTo(404);
        assertThat(client.get("").body()).isEqualTo("<h1>Shop</h1>");
    }

    @Test
    void keepsNoOtherNamesAndPagesFromTheApplication() throws Exception {
        FunctionClient client = guest.start(List.of(Guest.Shop.class, Guest.Products.class));

        assertThat(client.postWith("products", "Host", "shop.example").body()).isEqualTo("the shop's own");
        assertThat(client.postWith("products", "Origin", "https://pages.example")
                        .body())
                .isEqualTo("the shop's own");
        assertThat(client.postWith("millrace", "Host", "shop.example", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.postWith("millrace").statusCode()).isEqualTo(415);
    }
}
