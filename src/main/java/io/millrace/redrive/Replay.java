package io.millrace.redrive;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.ItemKey;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.Printable;
import io.millrace.change.SequenceNumber;
import io.millrace.change.StreamArn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Records that are handled again.
 *
 * @param table the table's name in DynamoDB
 * @param route the route that failed; empty for all routes
 * @param handler the handler that failed; empty for all handlers
 * @param records of the table, in the order of the stream; never empty
 */
record Replay(String table, String route, String handler, List<DynamodbStreamRecord> records) {

    /** @throws UnreadableEntryException if a record has no valid sequence number, or is of another table */
    Replay {
        records.forEach(Replay::number);
        records.stream()
                .map(DynamodbStreamRecord::getEventSourceARN)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(arn -> requireTable(table, arn));
    }

    private static void requireTable(String table, String arn) {
        String other = StreamArn.of(arn).table();
        if (!other.equals(table)) {
            throw new UnreadableEntryException(
                    "it is an entry of table '%s', but has a record whose eventSourceARN names table '%s'. All its records have to be of its table"
                            .formatted(Printable.shortened(table), Printable.shortened(other)));
        }
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

    /** Contains tables, routes and sequence numbers, never items. */
    @Override
    public String toString() {
        String where = inOneHandler() ? "route '%s', handler '%s'".formatted(route, handler) : "all routes";
        return records.size() == 1
                ? "table '%s', %s, record %s".formatted(table, where, first())
                : "table '%s', %s, %d records from %s on".formatted(table, where, records.size(), first());
    }

    /** Whether one handler failed, rather than the whole batch. */
    boolean inOneHandler() {
        return !route.isEmpty();
    }

    SequenceNumber first() {
        return number(records.get(0));
    }

    /** Whose order it keeps; empty for a record whose item is unknown. */
    Optional<OrderKey> order() {
        return inOneHandler()
                ? ItemKey.find(records.get(0)).map(item -> new OrderKey(table, route, handler, Optional.of(item)))
                : Optional.of(new OrderKey(table, "", "", Optional.empty()));
    }
}
