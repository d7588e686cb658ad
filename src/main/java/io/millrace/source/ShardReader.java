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
    private @Nullable SequenceNumber after;
    private @Nullable SequenceNumber beforeGap;
    private @Nullable String iterator;
    private boolean endsAtEmptyPage;

    /**
     * Some records of a shard.
     *
     * @param last whether the shard is closed and has no more
     */
    record Page(List<DynamodbStreamRecord> records, boolean last) {}

    /**
     * @param after the record behind which to begin; empty for the beginning
     * @param trimmed called when records are gone before they could be read
     */
    ShardReader(DynamoDbStreamsClient streams, ShardName shard, Optional<SequenceNumber> after, Runnable trimmed) {
        this.streams = streams;
        this.shard = shard;
        this.after = after.orElse(null);
        this.trimmed = trimmed;
    }

    /** Whether an empty page is the end: DynamoDB Local leaves shards of a disabled stream open, of others a page says so itself. */
    void endAtEmptyPage(boolean ends) {
        endsAtEmptyPage = ends;
    }

    /**
     * The next records; none, if there are none just now.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if they can't be read just now; the next call reads them
     */
    Page read() {
        try {
            return page();
        } catch (ExpiredIteratorException e) {
            iterator = null;
        } catch (TrimmedDataAccessException e) {
            restart();
        }
        try {
            return page();
        } catch (TrimmedDataAccessException e) {
            return new Page(List.of(), false); // DynamoDB Local says so of a shard whose records are all old
        }
    }

    private String open() {
        if (iterator == null) {
            try {
                iterator = streams.getShardIterator(request()).shardIterator();
            } catch (TrimmedDataAccessException e) {
                restart();
                iterator = streams.getShardIterator(request()).shardIterator();
            }
        }
        return iterator;
    }

    private Page page() {
        GetRecordsResponse page = Pages.read(streams, open());
        List<DynamodbStreamRecord> records = page.records().stream()
                .map(record -> StreamRecords.of(record, shard.streamArn()))
                .toList();
        iterator = page.nextShardIterator();
        List<DynamodbStreamRecord> unread = unread(records);
        if (!records.isEmpty()) {
            after = number(records.get(records.size() - 1));
        }
        return new Page(unread, iterator == null || endsAtEmptyPage && records.isEmpty());
    }

    /** Without those that were read before a restart, or are older than what was to be read. */
    private List<DynamodbStreamRecord> unread(List<DynamodbStreamRecord> records) {
        noteGap(records);
        SequenceNumber read = beforeGap;
        List<DynamodbStreamRecord> unread = records.stream()
                .filter(record -> read == null || number(record).compareTo(read) > 0)
                .toList();
        beforeGap = unread.isEmpty() ? beforeGap : null;
        return unread;
    }

    private void noteGap(List<DynamodbStreamRecord> records) {
        if (beforeGap != null && !records.isEmpty() && number(records.get(0)).compareTo(beforeGap) > 0) {
            log.error(
                    "{}: whatever came between the records {} and {} was gone before it was read, since a stream keeps records for 24 hours",
                    shard,
                    beforeGap,
                    number(records.get(0)));
            trimmed.run();
        }
    }

    /** Goes on with the oldest record. Before the first one was read, none can have been missed: it is where to begin. */
    private void restart() {
        beforeGap = after == null ? beforeGap : after;
        after = null;
        iterator = null;
    }

    /** Reads from behind this record on; empty for the first. */
    void goBackTo(Optional<SequenceNumber> record) {
        after = record.orElse(null);
        iterator = null;
    }

    private GetShardIteratorRequest request() {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamArn(shard.streamArn()).shardId(shard.shardId());
        if (after != null) {
            return request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .sequenceNumber(after.text())
                    .build();
        }
        return request.shardIteratorType(ShardIteratorType.TRIM_HORIZON).build();
    }

    private static SequenceNumber number(DynamodbStreamRecord record) {
        return new SequenceNumber(record.getDynamodb().getSequenceNumber());
    }
}
