package io.millrace.handler.ready.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentVersionTests {

    @Test
    void growsWithTheStreamAndThenWithTheNumber() {
        assertThat(Stream.of(
                                "Things/7",
                                "Things/10",
                                "Things/2026-01-01T00:00:00.000 9",
                                "Things/2026-01-01T00:00:00.000 10",
                                "Things/2026-01-01T00:00:00.000 123456789012345678901",
                                "Things/2026-01-01T00:00:00.001 1")
                        .map(text -> DocumentVersion.parse(text).orElseThrow()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Things/7", "Things/2026-01-01T00:00:00.000 7", "My Things/a b 7", "Things/a/b 7"})
    void readsWhatItWrote(String text) {
        assertThat(DocumentVersion.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "/", "of mine", "Things/7 ", "Things/2026-01-01T00:00:00.000", "Things/-7"})
    void takesNothingElse(String text) {
        assertThat(DocumentVersion.parse(text)).isEmpty();
    }

    @Test
    void letsNoLabelEndItsField() {
        String label = "x\",\"price\":\"0 ";
        DocumentVersion version = DocumentVersion.of(Records.insert()
                .key("id", Attributes.s("a"))
                .sequenceNumber("7")
                .arn("arn:aws:dynamodb:us-east-1:123456789012:table/Products/stream/" + label)
                .change());

        JsonNode object = JsonMapper.shared().readTree(new VersionField("version").addedTo("{\"price\":1}", version));

        assertThat(object.path("version").stringValue()).isEqualTo("Products/" + label + " 7");
        assertThat(object.path("price").intValue()).isEqualTo(1);
    }
}
