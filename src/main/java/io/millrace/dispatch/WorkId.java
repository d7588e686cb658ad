package io.millrace.dispatch;

import java.util.Comparator;

/**
 * One handler's work on one record, the same in every delivery and every process.
 *
 * @param table the table's name in DynamoDB
 * @param route the route's name
 * @param handler the handler's name
 * @param eventId of the stream record
 * @param sequenceNumber of the stream record, as it was written
 */
public record WorkId(String table, String route, String handler, String eventId, String sequenceNumber)
        implements Comparable<WorkId> {

    private static final Comparator<WorkId> ORDER = Comparator.comparing(WorkId::sequenceNumber)
            .thenComparing(WorkId::eventId)
            .thenComparing(WorkId::route)
            .thenComparing(WorkId::handler)
            .thenComparing(WorkId::table);

    /** An order of no meaning, by which maps find those whose hashes are equal. */
    @Override
    public int compareTo(WorkId other) {
        return ORDER.compare(this, other);
    }
}
