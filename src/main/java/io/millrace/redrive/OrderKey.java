package io.millrace.redrive;

import io.millrace.change.ItemKey;
import java.util.Comparator;
import java.util.Optional;

/**
 * What keeps an order: in one handler the records of one item, else all records of the table.
 *
 * @param handler empty, as the route is, for all handlers
 * @param item empty for all items
 */
record OrderKey(String table, String route, String handler, Optional<ItemKey> item) implements Comparable<OrderKey> {

    private static final Comparator<OrderKey> ORDER = Comparator.comparing(OrderKey::table)
            .thenComparing(OrderKey::route)
            .thenComparing(OrderKey::handler)
            .thenComparing(key -> key.item().isPresent())
            .thenComparing(key -> key.item().orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));

    /** An order of no meaning, by which sets find those whose hashes are equal. */
    @Override
    public int compareTo(OrderKey other) {
        return ORDER.compare(this, other);
    }
}
