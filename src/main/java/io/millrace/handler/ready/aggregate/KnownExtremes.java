package io.millrace.handler.ready.aggregate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The last known extremes of the view's items. DynamoDB can't choose the larger of two values, so a transaction states which
 * one it is, as a condition. What is known here saves calls, and decides nothing. Any thread may call.
 */
final class KnownExtremes {

    private static final int MOST_ITEMS = 1000;
    private static final int LONGEST_TEXT = 1000;

    private final Map<ViewKey, Map<String, AttributeValue>> items = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ViewKey, Map<String, AttributeValue>> eldest) {
            return size() > MOST_ITEMS;
        }
    };

    /** Whether the item has a value that stays when this one comes. */
    synchronized boolean stays(ViewKey item, String attribute, Extreme extreme) {
        AttributeValue there = items.getOrDefault(item, Map.of()).get(attribute);
        return there != null && extreme.compares(there) && new Extreme(extreme.kind(), there).stands(extreme.value());
    }

    /** Remembers the item as it was seen; without attributes if it does not exist. */
    synchronized void saw(Contribution contribution, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> seen = new HashMap<>();
        contribution.extremes().keySet().forEach(attribute -> putIfThere(seen, attribute, item.get(attribute)));
        items.put(contribution.key(), seen);
    }

    private static void putIfThere(Map<String, AttributeValue> seen, String attribute, @Nullable AttributeValue value) {
        if (value != null && isSmall(value)) {
            seen.put(attribute, value);
        }
    }

    /** Large values are read again rather than kept. */
    private static boolean isSmall(AttributeValue value) {
        return value.s() == null || value.s().length() <= LONGEST_TEXT;
    }

    /** Remembers what was written. */
    synchronized void wrote(Contribution contribution) {
        contribution.extremes().forEach((attribute, extreme) -> {
            if (isSmall(extreme.value()) && !stays(contribution.key(), attribute, extreme)) {
                items.computeIfAbsent(contribution.key(), none -> new HashMap<>())
                        .put(attribute, extreme.value());
            }
        });
    }
}
