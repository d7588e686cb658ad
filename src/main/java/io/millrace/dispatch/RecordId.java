package io.millrace.dispatch;

import java.util.Comparator;

/**
 * A record, the same in every delivery. Its event ID and number alone do not tell: people who write events repeat them.
 *
 * @param eventId of the stream record; its sequence number where it has none
 * @param sequenceNumber of the stream record, as it was written
 * @param item stands for the key of the record's item, without telling it; empty where the record doesn't say
 */
public record RecordId(String eventId, String sequenceNumber, String item) implements Comparable<RecordId> {

    private static final Comparator<RecordId> ORDER = Comparator.comparing(RecordId::sequenceNumber)
            .thenComparing(RecordId::eventId)
            .thenComparing(RecordId::item);

    /** An order of no meaning, by which maps find those whose hashes are equal. */
    @Override
    public int compareTo(RecordId other) {
        return ORDER.compare(this, other);
    }
}
