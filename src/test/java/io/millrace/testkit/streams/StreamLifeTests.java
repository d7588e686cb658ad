package io.millrace.testkit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** How streams come, are listed and described, and go. */
class StreamLifeTests extends StreamsFixture {

    @Test
    void namesAStreamByItsTableAndTheTimeWhenItWasEnabled() {
        assertThat(table.streamArn())
                .isEqualTo("arn:aws:dynamodb:eu-central-1:123456789012:table/Orders/stream/2026-01-01T10:00:00.000");
        StreamDescription stream = described();
        assertThat(stream.streamArn()).isEqualTo(table.streamArn());
        assertThat(stream.streamLabel()).isEqualTo("2026-01-01T10:00:00.000");
        assertThat(stream.tableName()).isEqualTo("Orders");
        assertThat(stream.streamStatus()).isEqualTo(StreamStatus.ENABLED);
        assertThat(stream.streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(stream.creationRequestDateTime()).isEqualTo("2026-01-01T10:00:00Z");
        assertThat(stream.lastEvaluatedShardId()).isNull();
    }

    @Test
    void describesTheKeysOfTheTable() {
        ModelTable sorted = server.table("Visits", "pk", "sk");
        sorted.enableStream(StreamViewType.KEYS_ONLY);

        assertThat(described(sorted.streamArn()).keySchema())
                .containsExactly(key("pk", KeyType.HASH), key("sk", KeyType.RANGE));
        assertThat(described().keySchema()).containsExactly(key("id", KeyType.HASH));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @Test
    void listsTheStreamsOfATableOrAll() {
        ModelTable other = server.table("Visits", StreamViewType.KEYS_ONLY);

        assertThat(client.listStreams(request -> request.tableName("Visits")).streams())
                .containsExactly(Stream.builder()
                        .streamArn(other.streamArn())
                        .streamLabel("2026-01-01T10:00:00.000")
                        .tableName("Visits")
                        .build());
        assertThat(client.listStreams().streams()).hasSize(2);
        assertThat(client.listStreams(request -> request.tableName("Nothing")).streams())
                .isEmpty();
    }

    @Test
    void listsStreamsPageByPage() {
        server.table("Visits", StreamViewType.KEYS_ONLY);
        server.table("Parts", StreamViewType.KEYS_ONLY);

        ListStreamsResponse first = client.listStreams(request -> request.limit(2));
        ListStreamsResponse second =
                client.listStreams(request -> request.limit(2).exclusiveStartStreamArn(first.lastEvaluatedStreamArn()));

        assertThat(first.streams()).extracting(Stream::tableName).containsExactly("Orders", "Parts");
        assertThat(second.streams()).extracting(Stream::tableName).containsExactly("Visits");
        assertThat(second.lastEvaluatedStreamArn()).isNull();
    }

    @Test
    void keepsADisabledStreamForADay() {
        String disabled = table.streamArn();
        table.put("a", 1);
        String shard = openShard();
        table.disableStream();

        table.put("a", 2);
        clock.pass(Duration.ofHours(23));
        assertThat(described().streamStatus()).isEqualTo(StreamStatus.DISABLED);
        assertThat(values(records(shard))).containsExactly("a1");
        clock.pass(Duration.ofHours(2));
        assertThat(client.listStreams().streams()).isEmpty();
        assertThatThrownBy(() -> described(disabled))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageStartingWith("Requested resource not found: Stream: " + disabled + " not found");
    }

    @Test
    void listsEachStreamOfATableThatWasEnabledAgain() {
        String first = table.streamArn();
        table.disableStream();
        table.enableStream();

        assertThat(client.listStreams(request -> request.tableName("Orders")).streams())
                .extracting(Stream::streamLabel)
                .containsExactly("2026-01-01T10:00:00.000", "2026-01-01T10:00:00.001");
        assertThat(described(first).streamStatus()).isEqualTo(StreamStatus.DISABLED);
        assertThat(described().streamStatus()).isEqualTo(StreamStatus.ENABLED);
    }

    @Test
    void disablesTheStreamOfADeletedTable() {
        table.delete();

        assertThat(described().streamStatus()).isEqualTo(StreamStatus.DISABLED);
        clock.pass(Duration.ofHours(25));
        assertThat(client.listStreams().streams()).isEmpty();
    }

    @Test
    void hasAShardForEachPartOfTheKeys() {
        ModelTable large = server.table("Visits", "id");
        large.enableStream(StreamViewType.KEYS_ONLY, 3);

        List<String> shards = large.openShards();
        assertThat(shards).hasSize(3);
        assertThat(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"))
                .extracting(large::shardOf)
                .containsAll(shards);
    }
}
