package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.SequenceNumber;
import io.millrace.event.EventWriter;
import java.time.Instant;
import java.util.List;

/**
 * A record that was read from a shard.
 *
 * @param bytes how much it adds to an event's JSON
 * @param created when its change was made; when it was read, if it doesn't say
 */
record StreamEntry(DynamodbStreamRecord record, SequenceNumber number, int bytes, Instant created, Instant read) {

    static StreamEntry of(DynamodbStreamRecord record, Instant now) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        Instant created = record.getDynamodb().getApproximateCreationDateTime() == null
                ? now
                : record.getDynamodb().getApproximateCreationDateTime().toInstant();
        return new StreamEntry(
                record,
                new SequenceNumber(record.getDynamodb().getSequenceNumber()),
                EventWriter.write(event).length,
                created,
                now);
    }
}
