package io.millrace.routing;

import io.millrace.routing.EventIndex.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Gathers the routes that a change matches; one that matches by several of its patterns counts once. */
final class Matches<T> {

    private List<Placed<T>> first = List.of();
    private List<Placed<T>> further = List.of();

    void add(List<Placed<T>> placed) {
        if (first.isEmpty()) {
            first = placed;
        } else if (!placed.isEmpty()) {
            further = further.isEmpty() ? new ArrayList<>() : further;
            further.addAll(placed);
        }
    }

    List<Route<T>> inOrder() {
        if (first.size() == 1 && further.isEmpty()) {
            return List.of(first.get(0).route());
        }
        return further.isEmpty() ? routes(first) : merged();
    }

    private List<Route<T>> merged() {
        TreeMap<Integer, Placed<T>> byPosition = new TreeMap<>();
        first.forEach(placed -> byPosition.put(placed.position(), placed));
        further.forEach(placed -> byPosition.put(placed.position(), placed));
        return routes(List.copyOf(byPosition.values()));
    }

    private static <T> List<Route<T>> routes(List<Placed<T>> placed) {
        return placed.stream().map(Placed::route).toList();
    }
}
