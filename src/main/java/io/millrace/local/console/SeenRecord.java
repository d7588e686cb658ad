package io.millrace.local.console;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import io.millrace.change.Printable;
import io.millrace.event.EventJson;
import io.millrace.event.EventWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The stored parts of a record: its JSON, whose size is known, and what the feed shows. For an unreadable record,
 * some parts are absent.
 *
 * @param json an event with only this record
 */
record SeenRecord(
        String table,
        String event,
        String number,
        @Nullable String arn,
        JsonNode keys,
        boolean expired,
        List<String> changed,
        byte[] json) {

    static SeenRecord of(String table, DynamodbStreamRecord record) {
        try {
            return read(table, record);
        } catch (RuntimeException | StackOverflowError e) {
            return read(table, withoutItem(record)); // its item can't be written as JSON
        }
    }

    private static DynamodbStreamRecord withoutItem(DynamodbStreamRecord record) {
        StreamRecord stream = new StreamRecord();
        stream.setSequenceNumber(record.getDynamodb().getSequenceNumber());
        DynamodbStreamRecord rest = new DynamodbStreamRecord();
        rest.setEventName(record.getEventName());
        rest.setEventSourceARN(record.getEventSourceARN());
        rest.setDynamodb(stream);
        return rest;
    }

    private static SeenRecord read(String table, DynamodbStreamRecord record) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        byte[] json = EventWriter.write(event);
        return new SeenRecord(
                table,
                Printable.shortened(record.getEventName()),
                record.getDynamodb().getSequenceNumber(),
                record.getEventSourceARN(),
                tree(json).path("dynamodb").path("Keys"),
                expired(table, record),
                changed(table, record),
                json);
    }

    private static boolean expired(String table, DynamodbStreamRecord record) {
        try {
            return Change.of(record, table).expired();
        } catch (RuntimeException e) {
            return false; // it can't be read
        }
    }

    /** The paths that differ between the images, if the record has both. */
    private static List<String> changed(String table, DynamodbStreamRecord record) {
        if (!EventName.MODIFY.name().equals(record.getEventName())) {
            return List.of();
        }
        try {
            Change<Item> change = Change.of(record, table);
            boolean two =
                    change.findOldItem().isPresent() && change.findNewItem().isPresent();
            return two ? List.copyOf(change.diff().differences().keySet()) : List.of();
        } catch (RuntimeException e) {
            return List.of(); // it can't be read
        }
    }

    /** The approximate size in bytes. */
    long size() {
        return 1_000 + 2L * json.length;
    }

    boolean isSame(DynamodbStreamRecord record) {
        return Objects.equals(arn, record.getEventSourceARN())
                && event.equals(Printable.shortened(record.getEventName()));
    }

    JsonNode tree() {
        return tree(json);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return EventJson.mapper().readTree(json).path("Records").path(0);
        } catch (StreamConstraintsException e) { // too deep to be shown
            return MissingNode.getInstance();
        }
    }
}
