package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetadataTests {

    @Test
    void describesTheKeysForEditors() throws IOException {
        List<URL> files = Collections.list(
                getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"));

        assertThat(files.stream().flatMap(MetadataTests::properties))
                .filteredOn(property -> property.path("name").asString().startsWith("millrace."))
                .extracting(property -> property.path("name").asString())
                .containsExactlyInAnyOrder(
                        "millrace.handlers",
                        "millrace.tables",
                        "millrace.unknown-table",
                        "millrace.deadline-margin",
                        "millrace.batch-timeout",
                        "millrace.dead-letter",
                        "millrace.dead-letter-overflow",
                        "millrace.dynamodb-client",
                        "millrace.idempotency.table",
                        "millrace.idempotency.ttl",
                        "millrace.local.allow-aws",
                        "millrace.local.create-tables",
                        "millrace.local.dynoxide",
                        "millrace.local.enabled",
                        "millrace.local.endpoint",
                        "millrace.local.port",
                        "millrace.local.data-dir",
                        "millrace.local.seed",
                        "millrace.http.enabled",
                        "millrace.http.path",
                        "millrace.http.guard",
                        "millrace.lambda.lean");
    }

    private static Stream<JsonNode> properties(URL file) {
        try (var in = file.openStream()) {
            JsonNode properties = JsonMapper.shared().readTree(in).path("properties");
            return StreamSupport.stream(properties.spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
