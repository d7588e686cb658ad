package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.ItemKey;
import java.util.Comparator;
import java.util.Optional;

/**
 * A record, the same in every delivery. Its event ID and number alone do not identify it: people who write events repeat them.
 *
 * @param eventId of the stream record; its sequence number where it has none
 * @param sequenceNumber of the stream record, as it was written
 * @param item a digest of the key of the record's item; empty if the record has none
 */
public record RecordId(String eventId, String sequenceNumber, String item) implements Comparable<RecordId> {

    private static final Comparator<RecordId> ORDER = Comparator.comparing(RecordId::sequenceNumber)
            .thenComparing(RecordId::eventId)
            .thenComparing(RecordId::item);

    /**
     * The ID of a record that has a sequence number.
     *
     * @param item empty if the record has no readable keys
     */
    static RecordId of(DynamodbStreamRecord record, Optional<ItemKey> item) {
        String number = record.getDynamodb().getSequenceNumber();
        String eventId = record.getEventID() == null ? number : record.getEventID();
        return new RecordId(eventId, number, item.map(ItemKey::digest).orElse(""));
    }

    /** An arbitrary order, for hash maps whose keys collide. */
    @Override
    public int compareTo(RecordId other) {
        return ORDER.compare(this, other);
    }
}
