package io.millrace.testkit.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table with a stream, and AWS's client. */
abstract class StreamsFixture {

    final TestClock clock = new TestClock();

    @AutoClose
    final StreamsServer server = StreamsServer.start(clock);

    @AutoClose
    final DynamoDbStreamsClient client = server.client();

    final ModelTable table = server.table("Orders", StreamViewType.NEW_AND_OLD_IMAGES);

    StreamDescription described() {
        return described(table.streamArn());
    }

    StreamDescription described(String arn) {
        return client.describeStream(request -> request.streamArn(arn)).streamDescription();
    }

    List<Shard> shards() {
        return described().shards();
    }

    Shard shard(String id) {
        return shards().stream()
                .filter(shard -> shard.shardId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The only one that is open. */
    String openShard() {
        List<String> open = table.openShards();
        if (open.size() != 1) {
            throw new IllegalStateException("Open shards: " + open);
        }
        return open.get(0);
    }

    String iterator(String shardId, ShardIteratorType type) {
        return iterator(table.streamArn(), shardId, type, null);
    }

    String iterator(String arn, String shardId, ShardIteratorType type, @Nullable String number) {
        return client.getShardIterator(request -> request.streamArn(arn)
                        .shardId(shardId)
                        .shardIteratorType(type)
                        .sequenceNumber(number))
                .shardIterator();
    }

    GetRecordsResponse page(String iterator) {
        return client.getRecords(request -> request.shardIterator(iterator));
    }

    /** The records of a shard, up to its end or to the first page without any. */
    List<Record> records(String shardId) {
        return records(table.streamArn(), shardId);
    }

    List<Record> records(String arn, String shardId) {
        List<Record> records = new ArrayList<>();
        String next = iterator(arn, shardId, ShardIteratorType.TRIM_HORIZON, null);
        while (next != null) {
            GetRecordsResponse page = page(next);
            records.addAll(page.records());
            next = page.records().isEmpty() ? null : page.nextShardIterator();
        }
        return records;
    }

    static String value(Record record) {
        Map<String, AttributeValue> image = record.dynamodb().newImage();
        return image.get("id").s() + image.get("n").n();
    }

    static List<String> values(List<Record> records) {
        return records.stream().map(StreamsFixture::value).toList();
    }

    static String number(Record record) {
        return record.dynamodb().sequenceNumber();
    }
}
