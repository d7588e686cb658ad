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
record Lane(String table, String route, String handler, Optional<ItemKey> item) implements Comparable<Lane> {

    private static final Comparator<Lane> ORDER = Comparator.comparing(Lane::table)
            .thenComparing(Lane::route)
            .thenComparing(Lane::handler)
            .thenComparing(lane -> lane.item().isPresent())
            .thenComparing(lane -> lane.item().orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));

    /** An order of no meaning, by which sets find those whose hashes are equal. */
    @Override
    public int compareTo(Lane other) {
        return ORDER.compare(this, other);
    }
}
