package io.millrace.local.database;

import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.UnreadableRecord;
import io.millrace.source.ReadRecords;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

class LocalRecordsTests {

    private static final AttributeValue EMPTY = AttributeValue.builder().build();

    private final LocalRecords records = new LocalRecords(InstantSource.fixed(Instant.EPOCH), name -> name);

    @Test
    void takesAValueWithoutATypeForAnEmptyMap() {
        DynamodbStreamRecord record = records.apply(read(Map.of(
                "id", AttributeValue.fromS("x"),
                "map", EMPTY,
                "within", AttributeValue.fromM(Map.of("a", AttributeValue.fromL(List.of(EMPTY)))))));

        assertThat(record).isNotInstanceOf(UnreadableRecord.class);
        assertThat(record.getEventName()).isEqualTo("INSERT");
        assertThat(record.getDynamodb().getNewImage())
                .isEqualTo(Map.of("id", s("x"), "map", m(Map.of()), "within", m(Map.of("a", l(m(Map.of()))))));
    }

    @Test
    void leavesUnreadableWhatHasAnotherReason() {
        AttributeValue two = AttributeValue.builder().s("x").n("1").build();

        assertThat(records.apply(read(Map.of("id", two)))).isInstanceOf(UnreadableRecord.class);
    }

    private static DynamodbStreamRecord read(Map<String, AttributeValue> image) {
        Record record = Record.builder()
                .eventName("INSERT")
                .dynamodb(stream -> stream.sequenceNumber("111")
                        .keys(Map.of("id", AttributeValue.fromS("x")))
                        .newImage(image))
                .build();
        return ReadRecords.of(record, "arn:aws:dynamodb:ddblocal:0:table/things/stream/1");
    }
}
