package io.millrace.handler.kit;

import io.millrace.aws.FifoIds;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.Map;
import java.util.stream.Collectors;

/** Ids of changes, for servers that keep order or drop repeats. */
public final class ChangeIds {

    private ChangeIds() {}

    /**
     * Returns ids whose group is the item and whose deduplication ID is the event.
     *
     * @param handler that sends the change: several may send it to one target
     */
    public static FifoIds of(String handler, Change<Item> change) {
        return FifoIds.of(
                change.table() + item(change.keys()),
                "%s/%s/%s/%s".formatted(handler, change.table(), change.eventId(), change.sequenceNumber()));
    }

    /** Returns the keys in one order, whatever the record's. */
    private static String item(Item keys) {
        return keys.attributeValues().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(key -> Item.of(Map.of(key.getKey(), key.getValue())).toJson())
                .collect(Collectors.joining());
    }
}
