package io.millrace.routing;

import io.millrace.change.EventName;
import java.util.ArrayList;
import java.util.List;

/** The routes behind one pair of keys, by event name. */
final class EventIndex<T> {

    private Cell<T> inserts = new Cell<>(List.of(), List.of());
    private Cell<T> modifies = inserts;
    private Cell<T> removes = inserts;

    /**
     * Routes that match together.
     *
     * @param positions the place of each in the table's order, ascending
     */
    record Cell<T>(List<Route<T>> routes, List<Integer> positions) {

        /** A route that several of its patterns lead here is added once. */
        Cell<T> and(Route<T> route, Integer position) {
            return positions.contains(position) ? this : new Cell<>(and(routes, route), and(positions, position));
        }

        private static <E> List<E> and(List<E> present, E added) {
            List<E> both = new ArrayList<>(present);
            both.add(added);
            return List.copyOf(both);
        }
    }

    void add(Route<T> route, int position) {
        inserts = route.events().contains(EventName.INSERT) ? inserts.and(route, position) : inserts;
        modifies = route.events().contains(EventName.MODIFY) ? modifies.and(route, position) : modifies;
        removes = route.events().contains(EventName.REMOVE) ? removes.and(route, position) : removes;
    }

    Cell<T> get(EventName event) {
        return switch (event) {
            case INSERT -> inserts;
            case MODIFY -> modifies;
            case REMOVE -> removes;
        };
    }
}
