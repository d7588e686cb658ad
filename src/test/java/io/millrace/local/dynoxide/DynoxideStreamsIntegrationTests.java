package io.millrace.local.dynoxide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Streams as AWS has them, from when they are enabled until they are gone, read by AWS's own client. */
class DynoxideStreamsIntegrationTests extends StreamsFixture {

    @Test
    void describesAnOpenStream() {
        String arn = create("Described", StreamViewType.NEW_IMAGE);
        putNumber("Described", "a", 1);

        StreamDescription stream =
                streams.describeStream(request -> request.streamArn(arn)).streamDescription();
        TableDescription table =
                client.describeTable(request -> request.tableName("Described")).table();

        assertThat(arn)
                .matches(
                        "arn:aws:dynamodb:eu-central-1:000000000000:table/Described/stream/\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(arn).endsWith("/" + stream.streamLabel());
        assertThat(stream.streamStatus()).isEqualTo(StreamStatus.ENABLED);
        assertThat(stream.streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
        assertThat(stream.keySchema()).isEqualTo(table.keySchema());
        assertThat(stream.shards()).singleElement().satisfies(shard -> {
            assertThat(shard.shardId()).matches("shardId-\\d{20}-[0-9a-f]{8}");
            assertThat(shard.sequenceNumberRange().startingSequenceNumber()).matches("\\d{21}");
            assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
        });
        assertThat(table.latestStreamArn()).isEqualTo(arn);
        assertThat(table.latestStreamLabel()).isEqualTo(stream.streamLabel());
        assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
        assertThat(table.tableArn()).isEqualTo("arn:aws:dynamodb:eu-central-1:000000000000:table/Described");
    }

    @Test
    void keepsADisabledStreamReadableToItsEnd() {
        String arn = create("Disabled", StreamViewType.NEW_IMAGE);
        for (int i = 0; i < 250; i++) {
            putNumber("Disabled", "a", i);
        }
        String iterator = reader.iterator(arn, ShardIteratorType.LATEST, null);
        disable("Disabled");
        putNumber("Disabled", "a", 1000);

        assertThat(reader.records(arn)).hasSize(250);
        assertThat(reader.page(iterator).nextShardIterator()).isNull();
        assertThat(reader.shard(arn).sequenceNumberRange().endingSequenceNumber())
                .isEqualTo(reader.records(arn).get(249).dynamodb().sequenceNumber());
        assertThat(client.describeTable(request -> request.tableName("Disabled"))
                        .table()
                        .streamSpecification())
                .isNull();
        assertThatThrownBy(() -> disable("Disabled"))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Table has no enabled stream: TableName: Disabled");
        assertThatThrownBy(() -> disable("Nowhere"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Requested resource not found: Table: Nowhere not found");
    }

    @Test
    void beginsANewStreamBehindTheOldOne() {
        String first = create("Anew", StreamViewType.NEW_IMAGE);
        putNumber("Anew", "a", 1);
        disable("Anew");
        putNumber("Anew", "a", 2);
        String second = enable("Anew", StreamViewType.KEYS_ONLY);
        putNumber("Anew", "a", 3);

        assertThat(second).isNotEqualTo(first);
        assertThat(reader.names(first)).containsExactly("INSERT");
        assertThat(reader.names(second)).containsExactly("MODIFY");
        assertThat(reader.records(second).get(0).dynamodb().hasNewImage()).isFalse();
        assertThat(streams.listStreams(request -> request.tableName("Anew")).streams())
                .extracting(stream -> stream.streamArn())
                .containsExactly(first, second);
        assertThatThrownBy(() -> enable("Anew", StreamViewType.NEW_IMAGE))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Table already has an enabled stream: TableName: Anew");
    }

    @Test
    void keepsTheStreamOfADeletedTableFromTheNextOneOfItsName() {
        String first = create("Deleted", StreamViewType.NEW_IMAGE);
        putNumber("Deleted", "a", 1);
        client.deleteTable(request -> request.tableName("Deleted"));
        String second = create("Deleted", StreamViewType.NEW_IMAGE);
        putNumber("Deleted", "b", 1);

        assertThat(reader.records(first)).hasSize(1);
        assertThat(reader.shard(first).sequenceNumberRange().endingSequenceNumber())
                .isNotNull();
        assertThat(reader.records(second))
                .extracting(record -> record.dynamodb().keys().get("pk").s())
                .containsExactly("b");
    }

    @Test
    void namesNoStreamOfATableThatHadTheNameBefore() {
        create("Again", StreamViewType.NEW_IMAGE);
        client.deleteTable(request -> request.tableName("Again"));
        client.createTable(request -> request.tableName("Again")
                .keySchema(key -> key.attributeName("pk").keyType(KeyType.HASH))
                .attributeDefinitions(type -> type.attributeName("pk").attributeType("S"))
                .billingMode("PAY_PER_REQUEST"));

        assertThat(client.describeTable(request -> request.tableName("Again"))
                        .table()
                        .latestStreamArn())
                .isNull();
    }
}
