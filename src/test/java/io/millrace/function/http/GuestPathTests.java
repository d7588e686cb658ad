package io.millrace.function.http;

import static io.millrace.function.http.Guest.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Functions of a web application at a path of their own. */
class GuestPathTests {

    @AutoClose
    private final Guest guest;

    GuestPathTests(@TempDir Path directory) {
        guest = new Guest(directory);
    }

    @Test
    void servesFunctionsAtAPathOfTheirOwn() throws Exception {
        FunctionClient client = guest.start(Guest.Shop.class, "--millrace.http.path=/functions");

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
        FunctionClient client = guest.start(
                List.of(Guest.Shop.class, Functions.class),
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
        FunctionClient client = guest.start(Guest.Shop.class, "--millrace.http.path=/");

        assertThat(client.get("shop.css").body()).isEqualTo("h1 {}");
        assertThat(client.postJson("prodcts", NOTHING).body()).contains("There is no function 'prodcts'.");
    }

    @Test
    void keepsThemFromHandlersWhereTheApplicationRunsForItsDeveloper() throws Exception {
        FunctionClient client = guest.start(
                List.of(Guest.Shop.class, Pages.class),
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
}
