package io.millrace.testkit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What a stream tells of changes. */
class RecordTests extends StreamsFixture {

    private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromS("a"));
    private static final Map<String, AttributeValue> FIRST =
            Map.of("id", AttributeValue.fromS("a"), "n", AttributeValue.fromN("1"));
    private static final Map<String, AttributeValue> SECOND =
            Map.of("id", AttributeValue.fromS("a"), "n", AttributeValue.fromN("2"));

    @Test
    void tellsOfAnItemThatComesChangesAndGoes() {
        clock.pass(Duration.ofMillis(1_700));
        table.put("a", 1);
        table.put("a", 2);
        table.delete("a");
        table.delete("a");

        List<Record> records = records(openShard());
        assertThat(records)
                .extracting(Record::eventName)
                .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
        Record modify = records.get(1);
        assertThat(modify.eventVersion()).isEqualTo("1.1");
        assertThat(modify.eventSource()).isEqualTo("aws:dynamodb");
        assertThat(modify.awsRegion()).isEqualTo("eu-central-1");
        assertThat(modify.eventID()).matches("[0-9a-f]{32}");
        assertThat(modify.userIdentity()).isNull();
        StreamRecord told = modify.dynamodb();
        assertThat(told.keys()).isEqualTo(KEY);
        assertThat(told.oldImage()).isEqualTo(FIRST);
        assertThat(told.newImage()).isEqualTo(SECOND);
        assertThat(told.sequenceNumber()).matches("[0-9]{21}");
        assertThat(told.streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(told.approximateCreationDateTime()).isEqualTo("2026-01-01T10:00:01Z");
        assertThat(records.get(0).dynamodb().hasOldImage()).isFalse();
        assertThat(records.get(2).dynamodb().hasNewImage()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"KEYS_ONLY,false,false", "NEW_IMAGE,false,true", "OLD_IMAGE,true,false", "NEW_AND_OLD_IMAGES,true,true"
    })
    void tellsOnlyWhatTheViewTypeGives(StreamViewType view, boolean old, boolean fresh) {
        table.put("a", 1);
        table.disableStream();
        table.enableStream(view);
        table.put("a", 2);

        StreamRecord told = records(openShard()).get(0).dynamodb();
        assertThat(told.keys()).isEqualTo(KEY);
        assertThat(told.hasOldImage()).isEqualTo(old);
        assertThat(told.hasNewImage()).isEqualTo(fresh);
        assertThat(told.streamViewType()).isEqualTo(view);
    }

    @Test
    void tellsNothingOfAPutThatChangesNothing() {
        table.put("a", 1);
        table.put("a", 1);

        assertThat(values(records(openShard()))).containsExactly("a1");
    }

    @Test
    void tellsThatAnItemWentSinceItsTimeToLiveWasOver() {
        table.put("a", 1);
        table.expire("a");

        Record removal = records(openShard()).get(1);
        assertThat(removal.userIdentity().type()).isEqualTo("Service");
        assertThat(removal.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
    }

    /** By the events of "Using AWS Lambda with Amazon DynamoDB" in the AWS Lambda Developer Guide. */
    @Test
    void countsTheBytesOfKeysAndImages() {
        ModelTable sample = server.table("Samples", "Id");
        sample.enableStream(StreamViewType.NEW_AND_OLD_IMAGES);
        sample.put(Map.of("Id", AttributeValue.fromS("101"), "Message", AttributeValue.fromS("New item!")));
        sample.put(Map.of("Id", AttributeValue.fromS("101"), "Message", AttributeValue.fromS("This item has changed")));
        sample.delete("101");

        assertThat(records(sample.streamArn(), sample.openShards().get(0)))
                .extracting(record -> record.dynamodb().sizeBytes())
                .containsExactly(26L, 59L, 38L);
    }

    @Test
    void keepsValuesOfEachTypeAsTheyAre() {
        Map<String, AttributeValue> item = Map.ofEntries(
                Map.entry("id", AttributeValue.fromS("ä \"\n")),
                Map.entry("n", AttributeValue.fromN("12345678901234567890123456789012345678")),
                Map.entry("b", AttributeValue.fromB(SdkBytes.fromUtf8String("bytes"))),
                Map.entry("bool", AttributeValue.fromBool(true)),
                Map.entry("nul", AttributeValue.fromNul(true)),
                Map.entry("ss", AttributeValue.fromSs(List.of("x", "y"))),
                Map.entry("ns", AttributeValue.fromNs(List.of("1", "2.50"))),
                Map.entry("bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x")))),
                Map.entry("m", AttributeValue.fromM(Map.of("e", AttributeValue.fromM(Map.of())))),
                Map.entry(
                        "l", AttributeValue.fromL(List.of(AttributeValue.fromS(""), AttributeValue.fromL(List.of())))));
        table.put(item);

        assertThat(records(openShard()).get(0).dynamodb().newImage()).isEqualTo(item);
    }
}
