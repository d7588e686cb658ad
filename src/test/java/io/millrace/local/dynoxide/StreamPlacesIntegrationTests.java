package io.millrace.local.dynoxide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Places in streams, pages, and names of tables and streams, by AWS's own client. */
class StreamPlacesIntegrationTests extends StreamsFixture {

    @Test
    void beginsAtTheEndHoweverLongAStreamIs() {
        String arn = create("Growing", StreamViewType.NEW_IMAGE);
        for (int i = 0; i < 20; i++) {
            String iterator = reader.iterator(arn, ShardIteratorType.LATEST, null);
            putNumber("Growing", "a", i);

            assertThat(reader.page(iterator).records())
                    .extracting(record -> record.dynamodb().newImage().get("n").n())
                    .containsExactly(String.valueOf(i));
        }
    }

    @Test
    void findsPlacesByAllKindsOfIterators() {
        String arn = create("Places", StreamViewType.KEYS_ONLY);
        for (String key : List.of("a", "b", "c")) {
            putNumber("Places", key, 1);
        }
        String second = reader.records(arn).get(1).dynamodb().sequenceNumber();

        assertThat(keysFrom(arn, ShardIteratorType.TRIM_HORIZON, null)).containsExactly("a", "b", "c");
        assertThat(keysFrom(arn, ShardIteratorType.AT_SEQUENCE_NUMBER, second)).containsExactly("b", "c");
        assertThat(keysFrom(arn, ShardIteratorType.AFTER_SEQUENCE_NUMBER, second))
                .containsExactly("c");
        assertThat(keysFrom(arn, ShardIteratorType.LATEST, null)).isEmpty();
    }

    @Test
    void limitsAPageByItsSize() {
        String arn = create("Large", StreamViewType.NEW_IMAGE);
        for (int i = 0; i < 10; i++) {
            put("Large", "k" + i, Map.of("text", AttributeValue.fromS("x".repeat(300_000))));
        }
        GetRecordsResponse page = reader.page(reader.iterator(arn, ShardIteratorType.TRIM_HORIZON, null));

        assertThat(page.records()).hasSizeBetween(2, 4);
        assertThat(reader.records(arn)).hasSize(10);
    }

    @Test
    void pagesLists() {
        create("Paged-1", StreamViewType.KEYS_ONLY);
        create("Paged-2", StreamViewType.KEYS_ONLY);
        List<String> paged = new ArrayList<>();
        String start = null;
        do {
            String from = start;
            var page = streams.listStreams(request -> request.limit(1).exclusiveStartStreamArn(from));
            page.streams().forEach(stream -> paged.add(stream.streamArn()));
            start = page.lastEvaluatedStreamArn();
        } while (start != null);

        assertThat(paged)
                .isEqualTo(streams.listStreams().streams().stream()
                        .map(stream -> stream.streamArn())
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesWhatIsNoPlace() {
        String arn = create("Refused", StreamViewType.KEYS_ONLY);
        for (String iterator : List.of("nonsense", "bnVsbA==", "W10=", "e30=")) {
            assertThatThrownBy(() -> reader.page(iterator))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageMatching("(?s).*(Invalid ShardIterator|Iterator expired).*");
        }
        assertThatThrownBy(() -> streams.getShardIterator(request -> request.streamArn(arn)
                        .shardId("shardId-00000000000000000000-00000000")
                        .shardIteratorType(ShardIteratorType.LATEST)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(
                        () -> streams.describeStream(request -> request.streamArn(arn.replace("Refused", "Elsewhere"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> streams.describeStream(request -> request.streamArn("Refused")))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Invalid StreamArn: Refused");
        assertThatThrownBy(() -> reader.iterator(arn, ShardIteratorType.AT_SEQUENCE_NUMBER, "abc"))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Invalid SequenceNumber: abc");
    }

    @Test
    void takesTablesByTheirArns() {
        create("ByArn", StreamViewType.KEYS_ONLY);
        String arn = "arn:aws:dynamodb:eu-central-1:000000000000:table/ByArn";
        put(arn, "a", Map.of("link", AttributeValue.fromS(arn)));
        client.batchWriteItem(request -> request.requestItems(Map.of(
                arn,
                List.of(WriteRequest.builder()
                        .putRequest(put ->
                                put.item(Map.of("pk", AttributeValue.fromS("b"), "at", AttributeValue.fromN("1"))))
                        .build()))));

        assertThat(client.scan(request -> request.tableName("ByArn")).items())
                .hasSize(2)
                .anySatisfy(item -> assertThat(item.get("link").s()).isEqualTo(arn));
        assertThat(client.describeTable(request -> request.tableName(arn))
                        .table()
                        .tableName())
                .isEqualTo("ByArn");
        assertThat(streams.listStreams(request -> request.tableName(arn)).streams())
                .hasSize(1);
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .keys(Map.of("pk", AttributeValue.fromS("b"), "at", AttributeValue.fromN("1")))
                .build();
        assertThat(client.batchGetItem(request -> request.requestItems(Map.of(arn, keys)))
                        .responses())
                .containsOnlyKeys(arn);
    }

    private static List<String> keysFrom(String arn, ShardIteratorType type, String sequenceNumber) {
        return reader.page(reader.iterator(arn, type, sequenceNumber)).records().stream()
                .map(record -> record.dynamodb().keys().get("pk").s())
                .toList();
    }
}
