package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.SequenceNumber;
import io.millrace.mapping.StreamRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads records that are still in their stream. */
public final class StreamRangeReader {

    /** A page has a record or moves on, and a batch of Lambda has at most 10,000 records. */
    private static final int MOST_PAGES = 11_000;

    private final DynamoDbStreamsClient streams;

    public StreamRangeReader(DynamoDbStreamsClient streams) {
        this.streams = streams;
    }

    /**
     * Reads the records of a range, in their order.
     *
     * @throws TrimmedRecordsException if the stream no longer has all of them
     */
    public List<DynamodbStreamRecord> read(StreamRange range) {
        try {
            List<DynamodbStreamRecord> records = new ArrayList<>();
            String iterator = iterator(range);
            for (int pages = 0; iterator != null && pages < MOST_PAGES; pages++) {
                iterator = read(range, iterator, records);
            }
            requireAll(range, records);
            return records;
        } catch (TrimmedDataAccessException | ResourceNotFoundException e) {
            throw new TrimmedRecordsException(range, e);
        }
    }

    private String iterator(StreamRange range) {
        return streams.getShardIterator(request -> request.streamArn(range.streamArn())
                        .shardId(range.shardId())
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .sequenceNumber(range.first().text()))
                .shardIterator();
    }

    /** Adds one page. Returns the iterator of the next one; {@code null} when this was the last that is needed. */
    private @Nullable String read(StreamRange range, String iterator, List<DynamodbStreamRecord> records) {
        GetRecordsResponse page = Pages.read(streams, iterator);
        for (Record record : page.records()) {
            SequenceNumber number = new SequenceNumber(record.dynamodb().sequenceNumber());
            if (number.compareTo(range.last()) > 0) {
                return null;
            }
            records.add(StreamRecords.of(record, range.streamArn()));
        }
        return isAt(range.last(), records) ? null : page.nextShardIterator();
    }

    private static boolean isAt(SequenceNumber last, List<DynamodbStreamRecord> records) {
        return !records.isEmpty()
                && SequenceNumber.of(records.get(records.size() - 1)).equals(last);
    }

    private static void requireAll(StreamRange range, List<DynamodbStreamRecord> records) {
        if (records.isEmpty()
                || !SequenceNumber.of(records.get(0)).equals(range.first())
                || !isAt(range.last(), records)) {
            throw new TrimmedRecordsException(range, null);
        }
    }
}
