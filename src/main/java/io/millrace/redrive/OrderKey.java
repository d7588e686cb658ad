package io.millrace.redrive;

import io.millrace.change.ItemKey;
import java.util.Comparator;
import java.util.Optional;

/**
 * Identifies records that are handled in order: those of one item in one handler, or all records of a table.
 *
 * @param handler empty, like the route, for all handlers
 * @param item empty for all items
 */
record OrderKey(String table, String route, String handler, Optional<ItemKey> item) implements Comparable<OrderKey> {

    private static final Comparator<OrderKey> ORDER = Comparator.comparing(OrderKey::table)
            .thenComparing(OrderKey::route)
            .thenComparing(OrderKey::handler)
            .thenComparing(key -> key.item().isPresent())
            .thenComparing(key -> key.item().orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));

    /** An arbitrary order, for hash sets whose keys collide. */
    @Override
    public int compareTo(OrderKey other) {
        return ORDER.compare(this, other);
    }
}
