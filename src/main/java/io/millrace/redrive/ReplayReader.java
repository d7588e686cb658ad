package io.millrace.redrive;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.StreamArn;
import io.millrace.deadletter.DeadLetterEntry;
import io.millrace.event.EventJson;
import io.millrace.event.EventReader;
import io.millrace.source.StreamRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what is to be handled again: a dead letter, or a batch that Lambda gave up. */
public final class ReplayReader {

    private final StreamRanges streams;

    /**
     * @param streams where the records of a batch come from when only their place is known
     */
    public ReplayReader(StreamRanges streams) {
        this.streams = streams;
    }

    /** Reads records that are still in their stream. */
    @FunctionalInterface
    public interface StreamRanges {

        /**
         * The records of a range.
         *
         * @throws RuntimeException if they are not all there any more; the text says so
         */
        List<DynamodbStreamRecord> read(StreamRange range);
    }

    /** @throws RuntimeException if it is neither, or can't be had any more; the text says so */
    Replay read(String json) {
        Optional<GivenUpBatch> batch = GivenUpBatch.of(parse(json));
        return batch.isPresent() ? replay(batch.get()) : replay(DeadLetterEntry.read(json));
    }

    private static JsonNode parse(String json) {
        try {
            return EventJson.mapper().readTree(json);
        } catch (JacksonException e) {
            throw new UnreadableEntryException("it is not JSON");
        }
    }

    private static Replay replay(DeadLetterEntry letter) {
        DeadLetterEntry.Origin origin = letter.origin();
        return new Replay(origin.table(), origin.route(), origin.handler(), List.of(letter.record()));
    }

    private Replay replay(GivenUpBatch batch) {
        List<DynamodbStreamRecord> records = batch.payload() == null
                ? streams.read(batch.range())
                : new EventReader()
                        .read(batch.payload().getBytes(StandardCharsets.UTF_8))
                        .getRecords();
        if (records.isEmpty()) {
            throw new UnreadableEntryException("its batch has no records");
        }
        records.forEach(ReplayReader::requireNumber);
        return new Replay(StreamArn.of(batch.range().streamArn()).table(), "", "", records);
    }

    private static void requireNumber(DynamodbStreamRecord record) {
        String number =
                record.getDynamodb() == null ? null : record.getDynamodb().getSequenceNumber();
        if (number == null || !number.matches("\\d+")) {
            throw new UnreadableEntryException("its batch has a record without a sequence number");
        }
    }
}
