package io.millrace.handler.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeDocumentTests {

    private static final Change<Item> CHANGE = Records.modify()
            .sequenceNumber("7")
            .key("id", Attributes.s("a"))
            .before("id", Attributes.s("a"))
            .before("price", Attributes.n("12345678901234567890.12345678901234567"))
            .before("secret", Attributes.s("x"))
            .after("id", Attributes.s("a"))
            .after("picture", Attributes.b(1, 2, 255))
            .after("tags", Attributes.ss("red", "blue"))
            .after("nothing", Attributes.nul())
            .after("secret", Attributes.s("y"))
            .change();

    @Test
    void writesNumbersExactlySetsAsArraysAndBinaryAsBase64() {
        assertThat(new ChangeDocument(AttributeChoice.of(null, List.of("secret"))).of(CHANGE))
                .isEqualTo(
                        "{\"table\":\"Products\",\"event\":\"MODIFY\",\"sequenceNumber\":\"7\",\"keys\":{\"id\":\"a\"},"
                                + "\"old\":{\"id\":\"a\",\"price\":12345678901234567890.12345678901234567},"
                                + "\"new\":{\"id\":\"a\",\"picture\":\"AQL/\",\"tags\":[\"red\",\"blue\"],\"nothing\":null}}");
    }

    @Test
    void takesOnlyWhatIsIncluded() {
        assertThat(new ChangeDocument(AttributeChoice.of(List.of("price", "tags"), null)).of(CHANGE))
                .isEqualTo(
                        "{\"table\":\"Products\",\"event\":\"MODIFY\",\"sequenceNumber\":\"7\",\"keys\":{\"id\":\"a\"},"
                                + "\"old\":{\"price\":12345678901234567890.12345678901234567},\"new\":{\"tags\":[\"red\",\"blue\"]}}");
    }

    @Test
    void leavesOutWhatIsExcludedFromTheKeysToo() {
        assertThat(new ChangeDocument(AttributeChoice.of(List.of("id", "tags"), List.of("id"))).of(CHANGE))
                .endsWith("\"keys\":{},\"old\":{},\"new\":{\"tags\":[\"red\",\"blue\"]}}");
    }
}
