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
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads one shard from a record on. For one thread at a time. */
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
     * @param after the record after which reading begins; empty for the beginning
     * @param trimmed called when the stream has dropped records before they were read
     */
    ShardReader(DynamoDbStreamsClient streams, ShardName shard, Optional<SequenceNumber> after, Runnable trimmed) {
        this.streams = streams;
        this.shard = shard;
        this.after = after.orElse(null);
        this.trimmed = trimmed;
    }

    /** Whether an empty page is the end, as in a disabled stream, whose shards DynamoDB Local leaves open. */
    void endAtEmptyPage(boolean ends) {
        endsAtEmptyPage = ends;
    }

    /**
     * Reads the next records; none, if there are none yet.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if they can't be read now; the next call reads them
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
            return new Page(List.of(), false); // DynamoDB Local throws this where all records are old
        }
    }

    private String open() {
        if (iterator == null) {
            try {
                iterator = iterator();
            } catch (TrimmedDataAccessException e) {
                restart();
                iterator = iterator();
            }
        }
        return iterator;
    }

    private String iterator() {
        boolean begins = after == null;
        return streams.getShardIterator(request -> request.streamArn(shard.streamArn())
                        .shardId(shard.shardId())
                        .shardIteratorType(
                                begins ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(after == null ? null : after.text()))
                .shardIterator();
    }

    private Page page() {
        GetRecordsResponse page = Pages.read(streams, open());
        List<DynamodbStreamRecord> records = page.records().stream()
                .map(record -> StreamRecords.of(record, shard.streamArn()))
                .toList();
        iterator = page.nextShardIterator();
        List<DynamodbStreamRecord> unread = unread(records);
        if (!records.isEmpty()) {
            after = SequenceNumber.of(records.get(records.size() - 1));
        }
        return new Page(unread, iterator == null || endsAtEmptyPage && records.isEmpty());
    }

    /** The records without those that were read before a restart, or are older than the first one to read. */
    private List<DynamodbStreamRecord> unread(List<DynamodbStreamRecord> records) {
        noteGap(records);
        SequenceNumber read = beforeGap;
        List<DynamodbStreamRecord> unread = records.stream()
                .filter(record -> read == null || SequenceNumber.of(record).compareTo(read) > 0)
                .toList();
        beforeGap = unread.isEmpty() ? beforeGap : null;
        return unread;
    }

    private void noteGap(List<DynamodbStreamRecord> records) {
        if (beforeGap != null
                && !records.isEmpty()
                && SequenceNumber.of(records.get(0)).compareTo(beforeGap) > 0) {
            log.error(
                    "{}: all records between {} and {} were dropped before they were read, since a stream keeps records for 24 hours",
                    shard,
                    beforeGap,
                    SequenceNumber.of(records.get(0)));
            trimmed.run();
        }
    }

    /** Goes on with the oldest record. Before the first one is read, none can be missed: reading begins there. */
    private void restart() {
        beforeGap = after == null ? beforeGap : after;
        after = null;
        iterator = null;
    }

    /** Goes on after this record; empty for the beginning. */
    void goBackTo(Optional<SequenceNumber> record) {
        after = record.orElse(null);
        iterator = null;
    }
}
