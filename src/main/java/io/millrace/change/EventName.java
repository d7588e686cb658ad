package io.millrace.change;

import java.util.Arrays;

/** What happened to an item. Source: "Record" in the Amazon DynamoDB Streams API reference. */
public enum EventName {
    INSERT,
    MODIFY,
    REMOVE;

    /**
     * Reads the {@code eventName} of a stream record.
     *
     * @throws MalformedRecordException if it is none of the three
     */
    static EventName of(String text) {
        return Arrays.stream(values())
                .filter(name -> name.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new MalformedRecordException(
                        "eventName is '%s', which is none of %s".formatted(text, Arrays.toString(values()))));
    }
}
