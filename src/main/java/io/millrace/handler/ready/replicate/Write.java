package io.millrace.handler.ready.replicate;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The write that a change requires.
 *
 * @param item the item with its version; empty if it is removed
 */
record Write(Kind kind, Map<String, AttributeValue> key, Map<String, AttributeValue> item, ItemVersion version) {

    /** Returns the same write without an attribute. */
    Write without(String attribute) {
        Map<String, AttributeValue> rest = new HashMap<>(item);
        rest.remove(attribute);
        return new Write(kind, key, rest, version);
    }

    /** The kind of write. */
    enum Kind {
        PUT,
        REMOVE,
        /** Removes the item only if it came from the same origin: the removal was one of the target's own, and came back. */
        REMOVE_OWN,
        /** Nothing: the change came from a table that is replicated here, and is known there. */
        NOTHING
    }
}
