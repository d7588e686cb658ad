package io.millrace.handler.ready.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexDefinitionTests {

    private static final String NUMBER = "{\"type\":\"double\",\"fields\":{\"exact\":{\"type\":\"keyword\"}}}";

    private static final String FIELDS = "\"date_detection\":false,\"dynamic_templates\":["
            + "{\"whole\":{\"match_mapping_type\":\"long\",\"mapping\":%s}},".formatted(NUMBER)
            + "{\"decimal\":{\"match_mapping_type\":\"double\",\"mapping\":%s}}]".formatted(NUMBER);

    private static final String VERSION = "\"v\":{\"type\":\"keyword\",\"index\":false}";

    @TempDir
    private Path directory;

    @Test
    void saysOfWhichTypeNumbersAreWithoutAMapping() {
        assertThat(IndexDefinition.body(null, new VersionField("v")))
                .isEqualTo("{\"mappings\":{%s,\"properties\":{%s}}}".formatted(FIELDS, VERSION));
    }

    @Test
    void saysSoOfFieldsToWhichAMappingLeavesIt() throws Exception {
        assertThat(body("{\"settings\":{},\"mappings\":{\"properties\":{\"a\":{\"type\":\"date\"}}}}"))
                .isEqualTo("{\"settings\":{},\"mappings\":{\"properties\":{\"a\":{\"type\":\"date\"},%s},%s}}"
                        .formatted(VERSION, FIELDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"dynamic\":true",
                "\"dynamic_templates\":[]",
                "\"date_detection\":true",
                "\"numeric_detection\":true"
            })
    void leavesItToAMappingThatSaysSoItself(String own) throws Exception {
        assertThat(body("{\"mappings\":{%s}}".formatted(own)))
                .isEqualTo("{\"mappings\":{%s,\"properties\":{%s}}}".formatted(own, VERSION));
    }

    private String body(String mapping) throws Exception {
        Path file = Files.writeString(directory.resolve("mapping.json"), mapping);
        return IndexDefinition.body(file.toString(), new VersionField("v"));
    }
}
