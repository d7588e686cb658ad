package io.millrace.local.dynoxide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Records of streams as AWS writes them, read by AWS's own client. */
class StreamRecordsIntegrationTests extends StreamsFixture {

    @Test
    void givesRecordsAsTheServiceWritesThem() {
        String arn = create("Written", StreamViewType.NEW_AND_OLD_IMAGES);
        putNumber("Written", "a", 1);
        putNumber("Written", "a", 2);

        List<Record> records = reader.records(arn);

        assertThat(records).extracting(Record::eventNameAsString).containsExactly("INSERT", "MODIFY");
        assertThat(records).extracting(Record::eventID).allMatch(id -> id.matches("[0-9a-f]{32}"));
        Record modify = records.get(1);
        assertThat(modify.awsRegion()).isEqualTo("eu-central-1");
        assertThat(modify.eventSource()).isEqualTo("aws:dynamodb");
        assertThat(modify.eventVersion()).isEqualTo("1.1");
        assertThat(modify.userIdentity()).isNull();
        assertThat(modify.dynamodb().keys().keySet()).containsExactly("pk", "at");
        assertThat(modify.dynamodb().oldImage()).containsEntry("n", AttributeValue.fromN("1"));
        assertThat(modify.dynamodb().newImage()).containsEntry("n", AttributeValue.fromN("2"));
        assertThat(modify.dynamodb().sequenceNumber()).matches("\\d{21}");
        assertThat(modify.dynamodb().sequenceNumber())
                .isGreaterThan(records.get(0).dynamodb().sequenceNumber());
        assertThat(modify.dynamodb().approximateCreationDateTime())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "KEYS_ONLY, false, false",
        "NEW_IMAGE, true, false",
        "OLD_IMAGE, false, true",
        "NEW_AND_OLD_IMAGES, true, true"
    })
    void carriesWhatTheViewTypeSays(StreamViewType viewType, boolean newImage, boolean oldImage) {
        String table = "View-" + viewType;
        String arn = create(table, viewType);
        putNumber(table, "a", 1);
        putNumber(table, "a", 2);

        Record modify = reader.records(arn).get(1);

        assertThat(modify.dynamodb().streamViewType()).isEqualTo(viewType);
        assertThat(modify.dynamodb().hasNewImage()).isEqualTo(newImage);
        assertThat(modify.dynamodb().hasOldImage()).isEqualTo(oldImage);
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamViewType.class,
            names = {"KEYS_ONLY", "NEW_AND_OLD_IMAGES"})
    void hasNoRecordOfAWriteThatChangesNothing(StreamViewType viewType) {
        String table = "Same-" + viewType;
        String arn = create(table, viewType);
        Map<String, AttributeValue> once = Map.of(
                "tags", AttributeValue.fromSs(List.of("a", "b", "c")),
                "tree",
                        AttributeValue.fromM(
                                Map.of("SS", AttributeValue.fromL(List.of(AttributeValue.fromN("1.50"))))));
        Map<String, AttributeValue> again = Map.of(
                "tags", AttributeValue.fromSs(List.of("c", "a", "b")),
                "tree", AttributeValue.fromM(Map.of("SS", AttributeValue.fromL(List.of(AttributeValue.fromN("1.5"))))));
        put(table, "a", once);
        put(table, "a", again);
        client.updateItem(request -> request.tableName(table)
                .key(Map.of("pk", AttributeValue.fromS("a"), "at", AttributeValue.fromN("1")))
                .updateExpression("SET x = if_not_exists(y, :none) REMOVE z")
                .expressionAttributeValues(Map.of(":none", AttributeValue.fromS("x"))));
        client.deleteItem(request -> request.tableName(table)
                .key(Map.of("pk", AttributeValue.fromS("nobody"), "at", AttributeValue.fromN("1"))));

        assertThat(reader.names(arn)).containsExactly("INSERT", "MODIFY");
    }

    @Test
    void tellsTheEventsOfTablesApart() {
        String one = create("Apart-1", StreamViewType.KEYS_ONLY);
        String other = create("Apart-2", StreamViewType.KEYS_ONLY);
        putNumber("Apart-1", "a", 1);
        putNumber("Apart-2", "a", 1);

        assertThat(reader.records(one).get(0).eventID())
                .isNotEqualTo(reader.records(other).get(0).eventID());
    }

    @Test
    void carriesNamesAsLongAsDynamoDbHas() {
        String arn = create("LongNames", StreamViewType.NEW_IMAGE);
        String name = "n".repeat(60_000);
        put("LongNames", "a", Map.of(name, AttributeValue.fromS("x")));

        assertThat(reader.records(arn))
                .singleElement()
                .satisfies(record -> assertThat(record.dynamodb().newImage()).containsKey(name));
    }
}
