package io.millrace.routing;

import io.millrace.change.EventName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of one key, by event name. The node of a partition key also has the routes that match the sort key. */
final class RouteNode<T> {

    private @Nullable Cell<T> inserts;
    private @Nullable Cell<T> modifies;
    private @Nullable Cell<T> removes;
    private @Nullable KeyIndex<RouteNode<T>> bySortKey;

    /**
     * Routes that match together.
     *
     * @param positions the place of each in the table's order, ascending
     */
    record Cell<T>(List<Route<T>> routes, List<Integer> positions) {

        /** Adds a route once, even if several of its patterns lead to this cell. */
        static <T> Cell<T> of(@Nullable Cell<T> present, Route<T> route, Integer position) {
            if (present == null) {
                return new Cell<>(List.of(route), List.of(position));
            }
            return present.positions.contains(position)
                    ? present
                    : new Cell<>(and(present.routes, route), and(present.positions, position));
        }

        private static <E> List<E> and(List<E> present, E added) {
            List<E> both = new ArrayList<>(present);
            both.add(added);
            return List.copyOf(both);
        }
    }

    /** Event names with the same routes share a cell, so that ten thousand nodes fit into the processor's cache. */
    void add(Route<T> route, int position) {
        Cell<T> beforeInsert = inserts;
        Cell<T> beforeModify = modifies;
        boolean insert = route.events().contains(EventName.INSERT);
        boolean modify = route.events().contains(EventName.MODIFY);
        if (insert) {
            inserts = Cell.of(inserts, route, position);
        }
        if (modify) {
            modifies = insert && modifies == beforeInsert ? inserts : Cell.of(modifies, route, position);
        }
        if (!route.events().contains(EventName.REMOVE)) {
            return;
        }
        if (insert && removes == beforeInsert) {
            removes = inserts;
        } else {
            removes = modify && removes == beforeModify ? modifies : Cell.of(removes, route, position);
        }
    }

    KeyIndex<RouteNode<T>> bySortKey() {
        bySortKey = bySortKey == null ? new KeyIndex<>() : bySortKey;
        return bySortKey;
    }

    /** Collects the routes of this node, and those of the sort key. */
    void gather(RecordKey key, Matches<T> matches) {
        Cell<T> cell = get(key.event());
        if (cell != null) {
            matches.add(cell);
        }
        if (bySortKey != null) {
            bySortKey.visit(key.sort(), node -> node.gather(key, matches));
        }
    }

    private @Nullable Cell<T> get(EventName event) {
        return switch (event) {
            case INSERT -> inserts;
            case MODIFY -> modifies;
            case REMOVE -> removes;
        };
    }
}
