package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.SequenceNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads one shard from a place on. For one thread. */
final class ShardReader {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);

    private final DynamoDbStreamsClient streams;
    private final ShardName shard;
    private final Runnable trimmed;
    private ShardIteratorType from;
    private @Nullable String after;
    private @Nullable String iterator;
    private @Nullable String firstRead;
    private boolean endsAtEmptyPage;

    /**
     * Some records of a shard.
     *
     * @param last whether the shard is closed and has no more
     */
    record Page(List<DynamodbStreamRecord> records, boolean last) {}

    /**
     * @param after the record behind which to begin; empty for the starting position
     * @param trimmed called when records are gone before they could be read
     */
    ShardReader(
            DynamoDbStreamsClient streams,
            ShardName shard,
            Optional<SequenceNumber> after,
            EventSourceMapping.StartingPosition position,
            Runnable trimmed) {
        this.streams = streams;
        this.shard = shard;
        this.after = after.map(SequenceNumber::text).orElse(null);
        this.from = ShardIteratorType.fromValue(position.name());
        this.trimmed = trimmed;
    }

    /** Whether nothing more comes into the shard: DynamoDB Local leaves those of a disabled stream open for ever. */
    void endAtEmptyPage(boolean ends) {
        endsAtEmptyPage = ends;
    }

    /**
     * Settles where reading begins.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if the stream doesn't say just now
     */
    void open() {
        if (iterator == null) {
            iterator = streams.getShardIterator(request()).shardIterator();
        }
    }

    /**
     * The next records; none, if there are none just now.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if they can't be read just now; the next call reads them
     */
    Page read() {
        try {
            open();
            return page(streams.getRecords(request -> request.shardIterator(iterator)));
        } catch (ExpiredIteratorException e) {
            iterator = null;
            return new Page(List.of(), false);
        } catch (TrimmedDataAccessException e) {
            restart();
            return page(streams.getRecords(request -> request.shardIterator(iterator)));
        }
    }

    /** Reads from behind this record on; empty for the first that was read. */
    void goBackTo(Optional<SequenceNumber> record) {
        after = record.map(SequenceNumber::text).orElse(null);
        iterator = null;
    }

    private Page page(GetRecordsResponse page) {
        iterator = page.nextShardIterator();
        if (!page.records().isEmpty()) {
            firstRead = firstRead == null ? page.records().get(0).dynamodb().sequenceNumber() : firstRead;
            after = page.records().get(page.records().size() - 1).dynamodb().sequenceNumber();
        }
        List<DynamodbStreamRecord> records = page.records().stream()
                .map(record -> StreamRecords.of(record, shard.streamArn()))
                .toList();
        return new Page(records, iterator == null || endsAtEmptyPage && records.isEmpty());
    }

    /** Goes on with the oldest record. Before the first one was read, none can have been missed: it is where to begin. */
    private void restart() {
        if (after != null) {
            log.error(
                    "{}: records behind {} are gone before they were read, since a stream keeps them for 24 hours; going on with the oldest there is",
                    shard,
                    after);
            trimmed.run();
        }
        after = null;
        firstRead = null;
        from = ShardIteratorType.TRIM_HORIZON;
        iterator = null;
        open();
    }

    private GetShardIteratorRequest request() {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamArn(shard.streamArn()).shardId(shard.shardId());
        if (after != null) {
            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(after);
        } else if (firstRead != null) {
            request.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(firstRead);
        } else {
            request.shardIteratorType(from);
        }
        return request.build();
    }
}
