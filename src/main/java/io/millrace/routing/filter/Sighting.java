package io.millrace.routing.filter;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tested record, with results that concern it as a whole: they are determined once, for all elements of a list. Not
 * thread-safe.
 */
final class Sighting {

    private final DynamodbStreamRecord record;
    private @Nullable Map<LeafTest, Boolean> anywhere;

    Sighting(DynamodbStreamRecord record) {
        this.record = record;
    }

    /** Whether the record has a value at any of the leaf's places. */
    boolean isAnywhere(LeafTest leaf) {
        anywhere = anywhere == null ? new IdentityHashMap<>() : anywhere;
        return anywhere.computeIfAbsent(leaf, one -> one.isAnywhere(record));
    }
}
