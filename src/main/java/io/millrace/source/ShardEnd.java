package io.millrace.source;

import io.millrace.change.SequenceNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Finds the last record of a shard. An iterator of type LATEST doesn't tell it, and is gone with its process. */
final class ShardEnd {

    /** An open shard may have empty pages before its end. */
    private static final int EMPTY_PAGES = 3;

    private final DynamoDbStreamsClient streams;
    private Optional<SequenceNumber> last = Optional.empty();
    private int empty;

    private ShardEnd(DynamoDbStreamsClient streams) {
        this.streams = streams;
    }

    /** The last record by now; empty for none. */
    static Optional<SequenceNumber> find(DynamoDbStreamsClient streams, ShardName shard) {
        ShardEnd end = new ShardEnd(streams);
        try {
            end.walk(shard);
        } catch (TrimmedDataAccessException e) {
            // DynamoDB Local says so behind records that are all old
        }
        return end.last;
    }

    private void walk(ShardName shard) {
        String iterator = streams.getShardIterator(request -> request.streamArn(shard.streamArn())
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        while (iterator != null && empty < EMPTY_PAGES) {
            iterator = read(iterator);
        }
    }

    private @Nullable String read(String iterator) {
        GetRecordsResponse page = streams.getRecords(request -> request.shardIterator(iterator));
        for (Record record : page.records()) {
            last = Optional.of(new SequenceNumber(record.dynamodb().sequenceNumber()));
        }
        empty = page.records().isEmpty() ? empty + 1 : 0;
        return page.nextShardIterator();
    }
}
