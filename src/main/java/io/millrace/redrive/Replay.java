package io.millrace.redrive;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.SequenceNumber;
import java.util.List;

/**
 * What is to be handled once more.
 *
 * @param table the table's name in DynamoDB
 * @param route the route that failed; empty for all routes
 * @param handler the handler that failed; empty for all handlers
 * @param records of the table, in the order of the stream; never empty
 */
record Replay(String table, String route, String handler, List<DynamodbStreamRecord> records) {

    /** Names tables, routes and sequence numbers, never contents. */
    @Override
    public String toString() {
        String where = inOneHandler() ? "route '%s', handler '%s'".formatted(route, handler) : "all routes";
        return records.size() == 1
                ? "table '%s', %s, record %s".formatted(table, where, first())
                : "table '%s', %s, %d records from %s on".formatted(table, where, records.size(), first());
    }

    /** Whether it failed in one handler, and not as a whole. */
    boolean inOneHandler() {
        return !route.isEmpty();
    }

    SequenceNumber first() {
        return new SequenceNumber(records.get(0).getDynamodb().getSequenceNumber());
    }

    /** What keeps an order: in one handler the records of one item, else all records of the table. */
    Object lane() {
        return inOneHandler() ? List.of(table, route, handler, item()) : table;
    }

    private Object item() {
        try {
            return Change.of(records.get(0), table).itemKey();
        } catch (RuntimeException e) {
            return records.get(0); // of no item that could be told
        }
    }
}
