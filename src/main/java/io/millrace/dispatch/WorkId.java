package io.millrace.dispatch;

import java.util.Comparator;

/**
 * Identifies one handler's work on one record in every delivery and process.
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

    /** An arbitrary order, for hash maps whose keys collide. */
    @Override
    public int compareTo(WorkId other) {
        return ORDER.compare(this, other);
    }
}
