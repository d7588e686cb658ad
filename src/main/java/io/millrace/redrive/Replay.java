package io.millrace.redrive;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.Change;
import io.millrace.change.MalformedRecordException;
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

    /** @throws UnreadableEntryException if a record has no place in the order of its stream */
    Replay {
        records.forEach(Replay::number);
    }

    private static SequenceNumber number(DynamodbStreamRecord record) {
        StreamRecord stream = record.getDynamodb();
        if (stream == null || stream.getSequenceNumber() == null) {
            throw new UnreadableEntryException("it has a record without a SequenceNumber");
        }
        try {
            return new SequenceNumber(stream.getSequenceNumber());
        } catch (MalformedRecordException e) {
            throw new UnreadableEntryException("it has a record whose " + e.getMessage());
        }
    }

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
        return number(records.get(0));
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
