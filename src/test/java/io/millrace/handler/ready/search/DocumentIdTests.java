package io.millrace.handler.ready.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentIdTests {

    @ParameterizedTest(name = "{0}: {1} and {2} are {3}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "default,                          a,     b,    a#b",
                "default,                          a#,    b,    a%23#b",
                "default,                          a,     #b,   a#%23b",
                "default,                          a%23,  b,    a%2523#b",
                "\"x-{{keys.PK}}-y-{{keys.SK}}\",   a-,    b#,   x-a%2D-y-b#",
                "\"{{table}}/{{keys.SK}}.{{keys.PK}}\", a/b, c.d, Products/c%2Ed.a%2Fb",
            })
    void givesEachItemAnIdOfItsOwn(String template, String partition, String sort, String id) {
        DocumentId ids = DocumentId.parse(template.equals("default") ? null : template);

        assertThat(ids.of(change(Attributes.s(partition), Attributes.s(sort)))).isEqualTo(id);
    }

    @Test
    void leavesTheOnlyKeyAsItIs() {
        DocumentId ids = DocumentId.parse(null);

        assertThat(ids.of(change(Attributes.s("user#1%"), null))).isEqualTo("user#1%");
        assertThat(ids.of(change(Attributes.n("7.50"), null))).isEqualTo("7.5");
        assertThat(ids.of(change(Attributes.b(1, 2, 255), null))).isEqualTo("AQL/");
    }

    @Test
    void digestsWhatIsTooLongForAnId() throws Exception {
        DocumentId ids = DocumentId.parse(null);
        String longest = "é".repeat(255) + "ab";

        String digested = ids.of(change(Attributes.s(longest + "c"), null));
        String dogs = ids.of(change(Attributes.s("🐕".repeat(512)), null));
        String both = ids.of(change(Attributes.s("a".repeat(2048)), Attributes.s("b".repeat(1024))));

        assertThat(ids.of(change(Attributes.s(longest), null))).isEqualTo(longest);
        assertThat(digested).isEqualTo("é".repeat(216) + "#sha256-" + sha256(longest + "c"));
        assertThat(dogs).startsWith("🐕".repeat(108) + "#");
        assertThat(both).matches("a{432}#sha256-[0-9a-f]{64}").hasSize(504);
        assertThat(ids.of(change(Attributes.s(digested), null)))
                .isEqualTo("é".repeat(216) + "#sha256-" + sha256(digested));
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void refusesKeysThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentId.parse("{{keys.PK}}").of(change(Attributes.s("a"), Attributes.s("b"))))
                .withMessage("the id leaves out the key [SK], so that several items would share a document");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentId.parse("{{keys.PK}}#{{keys.SK}}").of(change(Attributes.s("a"), null)))
                .withMessage("the id uses 'keys.SK', which is not a key of table 'Products'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentId.parse(null).of(change(Attributes.s(""), null)))
                .withMessage("the id of the document would be empty, which is not accepted");
    }

    private static Change<Item> change(AttributeValue partition, @Nullable AttributeValue sort) {
        var record = Records.remove().sequenceNumber("1").key("PK", partition);
        return Change.of((sort == null ? record : record.key("SK", sort)).build(), Records.TABLE);
    }
}
