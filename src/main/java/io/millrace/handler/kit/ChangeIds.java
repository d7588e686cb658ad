package io.millrace.handler.kit;

import io.millrace.aws.FifoIds;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.Map;
import java.util.stream.Collectors;

/** What tells one change from another, for servers that keep order or drop what comes twice. */
public final class ChangeIds {

    private ChangeIds() {}

    /**
     * The group is the item, the deduplication ID the event.
     *
     * @param handler that sends it: several may send the same change to one place
     */
    public static FifoIds of(String handler, Change<Item> change) {
        return FifoIds.of(
                change.table() + item(change.keys()),
                "%s/%s/%s/%s".formatted(handler, change.table(), change.eventId(), change.sequenceNumber()));
    }

    /** The keys in one order, whatever the record's. */
    private static String item(Item keys) {
        return keys.attributeValues().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(key -> Item.of(Map.of(key.getKey(), key.getValue())).toJson())
                .collect(Collectors.joining());
    }
}
