package io.millrace.dispatch;

import java.util.Comparator;

/**
 * One handler's work on one record, the same in every delivery and every process.
 *
 * @param table the table's name in DynamoDB
 * @param route the route's name
 * @param handler the handler's name
 */
public record WorkId(String table, String route, String handler, RecordId record) implements Comparable<WorkId> {

    private static final Comparator<WorkId> ORDER = Comparator.comparing(WorkId::record)
            .thenComparing(WorkId::route)
            .thenComparing(WorkId::handler)
            .thenComparing(WorkId::table);

    /** An order of no meaning, by which maps find those whose hashes are equal. */
    @Override
    public int compareTo(WorkId other) {
        return ORDER.compare(this, other);
    }
}
