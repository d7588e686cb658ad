package io.millrace.handler.ready;

import io.millrace.aws.FifoIds;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.TreeMap;

/** What tells one change from another, for servers that keep order or drop what comes twice. */
public final class ChangeIds {

    private ChangeIds() {}

    /** The group is the item, the deduplication ID the event. */
    public static FifoIds of(Change<Item> change) {
        return FifoIds.of(
                change.table() + new TreeMap<>(change.keys().toMap()),
                change.table() + change.eventId() + change.sequenceNumber());
    }
}
