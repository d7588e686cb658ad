package io.millrace.handler.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import org.junit.jupiter.api.Test;

class ChangeIdsTests {

    @Test
    void groupsByItemWhateverTheTypeOfItsKeys() {
        assertThat(group(Attributes.b(1, 2)))
                .isEqualTo(group(Attributes.b(1, 2)))
                .isNotEqualTo(group(Attributes.b(1, 3)));
        assertThat(group(Attributes.s("1"))).isNotEqualTo(group(Attributes.n("1")));
    }

    @Test
    void takesTheKeysInAnyOrder() {
        RecordBuilder one = Records.insert().key("a", Attributes.s("1")).key("b", Attributes.s("2"));
        RecordBuilder other = Records.insert().key("b", Attributes.s("2")).key("a", Attributes.s("1"));

        assertThat(ChangeIds.of("h", one.change())).isEqualTo(ChangeIds.of("h", other.change()));
    }

    @Test
    void tellsChangesOfAnItemApart() {
        RecordBuilder one = Records.insert().sequenceNumber("1").key("a", Attributes.s("1"));
        RecordBuilder other = Records.insert().sequenceNumber("2").key("a", Attributes.s("1"));

        assertThat(ChangeIds.of("h", one.change()).group())
                .isEqualTo(ChangeIds.of("h", other.change()).group());
        assertThat(ChangeIds.of("h", one.change()).deduplication())
                .isNotEqualTo(ChangeIds.of("h", other.change()).deduplication());
    }

    /** Each sends what it has to say, to the same queue or not. */
    @Test
    void tellsHandlersApart() {
        RecordBuilder record = Records.insert().key("a", Attributes.s("1"));

        assertThat(ChangeIds.of("one", record.change()).group())
                .isEqualTo(ChangeIds.of("other", record.change()).group());
        assertThat(ChangeIds.of("one", record.change()).deduplication())
                .isNotEqualTo(ChangeIds.of("other", record.change()).deduplication());
    }

    private static String group(AttributeValue key) {
        return ChangeIds.of("h", Records.insert().key("id", key).change()).group();
    }
}
