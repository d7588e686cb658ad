package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The first minutes with a fresh clone. */
@DisabledOnOs(OS.WINDOWS)
class NewcomerIntegrationTests {

    @Test
    void seesTheExampleAtWork() throws Exception {
        Clone clone = Clone.into(Path.of("target", "newcomer"));

        try (ServerProcess server = clone.maven(
                "-q", "spring-boot:run", "-Dspring-boot.run.arguments=--server.port=0 --millrace.local.port=0")) {
            assertThat(server.awaitOutput("console: http://127.0.0.1:"))
                    .contains(
                            "curl --json @events/products-insert.json localhost:%d/products".formatted(server.port()),
                            "console: http://127.0.0.1:%d/".formatted(server.port()),
                            "Local DynamoDB at http://127.0.0.1:");

            String answer = server.post("products", clone.directory().resolve("events/products-insert.json"))
                    .body();

            assertThat(answer)
                    .isEqualTo("{\"table\":\"Products\",\"records\":1,\"handled\":{\"added\":{\"productAdded\":1}},"
                            + "\"unmatched\":0}");
            assertThat(server.output())
                    .contains("New product added: {product_id=123, category=Electronics, "
                            + "name=Smartphone, price=999, quantity=50}");
        }
    }
}
