package io.millrace.change;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static io.millrace.testkit.Records.modify;
import static io.millrace.testkit.Records.record;
import static io.millrace.testkit.Records.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTests {

    @Test
    void viewsARecord() {
        DynamodbStreamRecord record =
                keyed(modify()).before("v", n("1")).after("v", n("2")).build();
        Change<Item> change = Change.of(record, "Products");

        assertThat(change.event()).isEqualTo(EventName.MODIFY);
        assertThat(change.table()).isEqualTo("Products");
        assertThat(change.keys().string("id")).isEqualTo("secret");
        assertThat(change.oldItem().number("v")).isEqualTo("1");
        assertThat(change.newItem().number("v")).isEqualTo("2");
        assertThat(change.diff().changed("v")).isTrue();
        assertThat(change.original()).isSameAs(record);
        assertThat(change.record()).isEqualTo(record).isNotSameAs(record);
        assertThat(change).hasToString("Products MODIFY 101");
    }

    @Test
    void readsEachImageOnceAndNotBeforeItIsAskedFor() {
        List<Item> read = new ArrayList<>();
        Change<String> change = keyed(insert()).after("v", n("1")).change().as(item -> {
            read.add(item);
            return "an item";
        });

        assertThat(read).isEmpty();
        assertThat(change.newItem()).isEqualTo("an item");
        assertThat(change.findNewItem()).contains("an item");
        assertThat(change.findOldItem()).isEmpty();
        assertThat(read).hasSize(1);
    }

    @Test
    void takesAllOfAnInsertAndOfARemoveForDifferent() {
        assertThat(keyed(insert()).after("v", n("1")).change().diff().differences())
                .containsOnlyKeys("v");
        assertThat(keyed(remove()).before("v", n("1")).change().diff().differences())
                .containsOnlyKeys("v");
    }

    @Test
    void saysThatNothingExpiresButWhatTimeToLiveRemoved() {
        assertThat(keyed(remove())
                        .removedBy("Service", "dynamodb.amazonaws.com")
                        .change()
                        .expired())
                .isTrue();
        assertThat(keyed(remove())
                        .removedBy("Service", "other.amazonaws.com")
                        .change()
                        .expired())
                .isFalse();
        assertThat(keyed(remove())
                        .removedBy("User", "dynamodb.amazonaws.com")
                        .change()
                        .expired())
                .isFalse();
        assertThat(keyed(modify())
                        .removedBy("Service", "dynamodb.amazonaws.com")
                        .change()
                        .expired())
                .isFalse();
        assertThat(keyed(remove()).change().expired()).isFalse();
    }

    @Test
    void knowsWhenItWasMadeIfTheRecordDoes() {
        Instant time = Instant.parse("2026-01-01T10:00:00Z");

        assertThat(keyed(insert()).createdAt(time).change().approximateCreationTime())
                .contains(time);
        assertThat(keyed(insert()).change().approximateCreationTime()).isEmpty();
    }

    @Test
    void takesTheSequenceNumberWhereTheEventIdIsLeftOut() {
        assertThat(keyed(insert()).eventId("e-1").change().eventId()).isEqualTo("e-1");
        assertThat(keyed(insert()).eventId(null).change().eventId()).isEqualTo("101");
    }

    @Test
    void refusesARecordWithoutSequenceNumber() {
        String message = "it has no dynamodb.SequenceNumber";
        DynamodbStreamRecord bare = new DynamodbStreamRecord();
        bare.setEventName("INSERT");

        assertThatThrownBy(keyed(insert()).sequenceNumber(null)::change)
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Change.of(bare, "Products"))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage(message);
    }

    @Test
    void refusesARecordWithoutKeys() {
        assertThatThrownBy(insert()::change)
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("it has no dynamodb.Keys");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "null",
            value = {"null", "insert", "''", "UPSERT"})
    void refusesAnUnknownEventName(String name) {
        assertThatThrownBy(keyed(record(name))::change)
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("eventName is '" + name + "', which is none of [INSERT, MODIFY, REMOVE]");
    }

    private static RecordBuilder keyed(RecordBuilder record) {
        return record.key("id", s("secret"));
    }
}
