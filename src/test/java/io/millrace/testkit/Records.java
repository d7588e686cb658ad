package io.millrace.testkit;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of the table {@value #TABLE}. */
public final class Records {

    /** The table that records are of if nothing else is said. */
    public static final String TABLE = "Products";

    private static final String FAILS = "fails";

    private Records() {}

    public static RecordBuilder insert() {
        return new RecordBuilder("INSERT");
    }

    public static RecordBuilder modify() {
        return new RecordBuilder("MODIFY");
    }

    public static RecordBuilder remove() {
        return new RecordBuilder("REMOVE");
    }

    /** A record of another event name, or of none. */
    public static RecordBuilder record(@Nullable String eventName) {
        return new RecordBuilder(eventName);
    }

    /**
     * Inserts of an item each, by sequence number. An exclamation mark at the end marks the record whose handler fails:
     * {@link Probe} does; and {@code 102@a} is about item {@code a}, else the number is the item's key too.
     */
    public static List<DynamodbStreamRecord> batch(String... records) {
        return Arrays.stream(records).map(Records::read).toList();
    }

    /** A batch as an event. */
    public static DynamodbEvent event(List<DynamodbStreamRecord> batch) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(batch);
        return event;
    }

    private static DynamodbStreamRecord read(String text) {
        boolean fails = text.endsWith("!");
        String[] parts = text.replace("!", "").split("@");
        RecordBuilder builder = insert().sequenceNumber(parts[0]).key("id", Attributes.s(parts[parts.length - 1]));
        return builder.after(FAILS, Attributes.bool(fails)).build();
    }

    /** Whether the record is marked as one whose handler fails. */
    public static boolean fails(Change<Item> change) {
        return change.findNewItem().flatMap(item -> item.find(FAILS)).equals(Optional.of(true));
    }
}
