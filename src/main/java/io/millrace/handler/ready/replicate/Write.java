package io.millrace.handler.ready.replicate;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a change asks of the target.
 *
 * @param item as it is to be, with its version; nothing in it when it is to go
 */
record Write(Kind kind, Map<String, AttributeValue> key, Map<String, AttributeValue> item, ItemVersion version) {

    /** The same with an item that lacks an attribute. */
    Write without(String attribute) {
        Map<String, AttributeValue> rest = new HashMap<>(item);
        rest.remove(attribute);
        return new Write(kind, key, rest, version);
    }

    /** What is to be done. */
    enum Kind {
        PUT,
        REMOVE,
        /** Only if what is there came from the same origin: the removal was one of the target's own, and has come back. */
        REMOVE_OWN,
        /** The change came from a table that is replicated here, and is known there. */
        NOTHING
    }
}
