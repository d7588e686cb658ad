package io.millrace.routing;

import io.millrace.change.EventName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The routes behind one pair of keys, by event name. */
final class EventIndex<T> {

    private final Map<EventName, List<Placed<T>>> byEvent = new EnumMap<>(EventName.class);

    /**
     * A route and its place in the table's order.
     */
    record Placed<T>(int position, Route<T> route) {}

    void add(int position, Route<T> route) {
        for (EventName event : route.events()) {
            List<Placed<T>> placed = byEvent.computeIfAbsent(event, none -> new ArrayList<>(1));
            if (placed.isEmpty() || placed.get(placed.size() - 1).position() != position) {
                placed.add(new Placed<>(position, route));
            }
        }
    }

    List<Placed<T>> get(EventName event) {
        return byEvent.getOrDefault(event, List.of());
    }
}
