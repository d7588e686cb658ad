package io.millrace.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to an item. Source: "Record" in the Amazon DynamoDB Streams API reference. */
public enum EventName {
    INSERT,
    MODIFY,
    REMOVE;

    private static final List<EventName> VALUES = List.of(values());

    /**
     * Reads the {@code eventName} of a stream record.
     *
     * @throws MalformedRecordException if it is none of the three
     */
    static EventName of(@Nullable String text) {
        for (EventName name : VALUES) {
            if (name.name().equals(text)) {
                return name;
            }
        }
        throw new MalformedRecordException(
                "eventName is '%s', which is none of %s".formatted(Printable.shortened(text), VALUES));
    }
}
