package io.millrace.source;

import io.millrace.change.SequenceNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Finds the end of a shard, since an iterator of type LATEST has no sequence number and is lost with its process. */
final class ShardEnd {

    /**
     * The number of empty pages in a row that are the end of an open shard. AWS gives none; others saw about this many between two
     * records that are hours apart.
     */
    private static final int EMPTY_PAGES = 5;

    private final DynamoDbStreamsClient streams;
    private final ShardName shard;
    private Optional<SequenceNumber> last = Optional.empty();
    private boolean closed;
    private int empty;

    /**
     * The end as it is now.
     *
     * @param last the last record; empty for none
     * @param closed whether the shard is closed: then there is no iterator for further records
     */
    record End(Optional<SequenceNumber> last, boolean closed) {}

    private ShardEnd(DynamoDbStreamsClient streams, ShardName shard) {
        this.streams = streams;
        this.shard = shard;
    }

    /** Reads at the end first: the last record of a closed shard need not be known. */
    static End find(DynamoDbStreamsClient streams, ShardName shard) {
        ShardEnd end = new ShardEnd(streams, shard);
        try {
            end.read(end.iterator(ShardIteratorType.LATEST));
            if (!end.closed) {
                end.walk();
            }
        } catch (TrimmedDataAccessException e) {
            // DynamoDB Local throws this where all records are old
        }
        return new End(end.last, end.closed);
    }

    private void walk() {
        empty = 0;
        String iterator = iterator(ShardIteratorType.TRIM_HORIZON);
        while (iterator != null && empty < EMPTY_PAGES) {
            iterator = read(iterator);
        }
    }

    private String iterator(ShardIteratorType type) {
        return streams.getShardIterator(request -> request.streamArn(shard.streamArn())
                        .shardId(shard.shardId())
                        .shardIteratorType(type))
                .shardIterator();
    }

    private @Nullable String read(String iterator) {
        GetRecordsResponse page = Pages.read(streams, iterator);
        for (Record record : page.records()) {
            last = Optional.of(new SequenceNumber(record.dynamodb().sequenceNumber()));
        }
        empty = page.records().isEmpty() ? empty + 1 : 0;
        closed = page.nextShardIterator() == null;
        return page.nextShardIterator();
    }
}
