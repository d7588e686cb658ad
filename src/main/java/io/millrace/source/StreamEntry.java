package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.SequenceNumber;
import io.millrace.event.EventWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that was read from a shard.
 *
 * @param bytes what it adds to an event's JSON
 */
record StreamEntry(DynamodbStreamRecord record, SequenceNumber number, int bytes, Times times) {

    /**
     * The age of a record.
     *
     * @param created when the change was made, by the time of day; when the record was read, if it doesn't say
     * @param age how long ago that was when the record was read
     * @param read when the record was read, by the clock that nobody sets
     */
    record Times(Instant created, Duration age, Instant read) {

        private static Times of(@Nullable Date made, Instant time, Instant read) {
            Instant created = made == null ? time : made.toInstant();
            return new Times(created, created.isBefore(time) ? Duration.between(created, time) : Duration.ZERO, read);
        }

        Duration ageAt(Instant now) {
            return age.plus(Duration.between(read, now));
        }
    }

    /**
     * A record that is read now.
     *
     * @param time now, by the time of day
     * @param read now, by the clock that nobody sets
     */
    static StreamEntry of(DynamodbStreamRecord record, Instant time, Instant read) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        return new StreamEntry(
                record,
                SequenceNumber.of(record),
                EventWriter.write(event).length,
                Times.of(record.getDynamodb().getApproximateCreationDateTime(), time, read));
    }
}
