package io.millrace.event;

import static io.millrace.testkit.Attributes.s;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.UnreadableRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableRecordTests {

    private static final String GOOD =
            "{\"eventID\":\"e-%1$d\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"é%1$d\"}},\"SequenceNumber\":\"%1$d\"}}";
    private static final String BAD =
            "{\"eventID\": \"e-2\", \"eventName\": \"INSERT\", \"eventSource\": \"aws:dynamodb\","
                    + " \"dynamodb\": {\"Keys\": {\"id\": {\"S\": \"é\"}}, \"NewImage\": {\"id\": {\"S\": 5}},"
                    + " \"SequenceNumber\": \"2\"}}";

    @Test
    void leavesTheOthersReadable() {
        List<DynamodbStreamRecord> records = read(event(GOOD.formatted(1), BAD, GOOD.formatted(3)));

        assertThat(records).hasSize(3);
        assertThat(records.get(0)).isEqualTo(read(event(GOOD.formatted(1))).get(0));
        assertThat(records.get(1)).isInstanceOf(UnreadableRecord.class);
        assertThat(records.get(2)).isEqualTo(read(event(GOOD.formatted(3))).get(0));
    }

    @Test
    void saysWhichRecordItIs() {
        DynamodbStreamRecord record = read(event(BAD)).get(0);

        assertThat(record.getEventID()).isEqualTo("e-2");
        assertThat(record.getEventName()).isEqualTo("INSERT");
        assertThat(record.getDynamodb().getSequenceNumber()).isEqualTo("2");
        assertThat(record.getDynamodb().getKeys()).isEqualTo(Map.of("id", s("é")));
    }

    @Test
    void isNoChangeAndSaysWhyNot() {
        DynamodbStreamRecord record = read(event(BAD)).get(0);

        assertThatThrownBy(() -> Change.of(record, "Things"))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("/dynamodb/NewImage/id/S is not a string");
    }

    @Test
    void isWrittenAsItCame() {
        List<DynamodbStreamRecord> records = read(event(GOOD.formatted(1), BAD));

        assertThat(new String(EventWriter.write(Json.read(event(GOOD.formatted(1), BAD))), UTF_8))
                .contains(BAD);
        assertThat(read(new String(EventWriter.write(Json.read(event(GOOD.formatted(1), BAD))), UTF_8)))
                .isEqualTo(records);
    }

    /** Beside a record that can't be read, too: bytes that are no text become no other text. */
    @ParameterizedTest
    @CsvSource({
        "é1", // an attribute of a good record
        "SequenceNumber", // of the bad one, behind what can't be read
    })
    void isStillNoJsonWhereBytesAreNoUtf8(String text) {
        byte[] json = event(BAD, GOOD.formatted(1)).getBytes(UTF_8);
        int position = new String(json, ISO_8859_1).indexOf(new String(text.getBytes(UTF_8), ISO_8859_1));
        json[position] = (byte) 0xff;

        assertThatThrownBy(() -> new EventReader().read(json))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("The event is not JSON: the error is at line 1, column %d.", position + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'SequenceNumber', 'Sequence'", // could not be reported
        "aws:dynamodb, aws:new", // of another service
    })
    void isStillNoStreamEventWithoutWhatMakesOne(String part, String other) {
        assertThatThrownBy(() -> read(event(GOOD.formatted(1), BAD.replace(part, other))))
                .isInstanceOf(InvalidEventException.class);
    }

    @Test
    void canHaveUnreadableKeysToo() {
        DynamodbStreamRecord record =
                read(event(BAD.replace("{\"S\": \"é\"}", "7"))).get(0);

        assertThat(record.getDynamodb().getKeys()).isNull();
        assertThat(record.getDynamodb().getSequenceNumber()).isEqualTo("2");
    }

    private static List<DynamodbStreamRecord> read(String json) {
        return Json.read(json).getRecords();
    }

    private static String event(String... records) {
        return "{\"Records\": [%s]}".formatted(String.join(",", records));
    }
}
