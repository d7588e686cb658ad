package io.millrace.routing;

import io.millrace.routing.RouteNode.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Collects the routes that a change matches; a route that matches by several of its patterns counts once. */
final class Matches<T> {

    private List<Route<T>> first = List.of();
    private List<Cell<T>> all = List.of();

    void add(Cell<T> cell) {
        if (all.isEmpty()) {
            first = cell.routes();
            all = List.of(cell);
        } else {
            all = all.size() == 1 ? new ArrayList<>(all) : all;
            all.add(cell);
        }
    }

    List<Route<T>> inOrder() {
        return all.size() > 1 ? merged() : first;
    }

    private List<Route<T>> merged() {
        TreeMap<Integer, Route<T>> byPosition = new TreeMap<>();
        for (Cell<T> cell : all) {
            for (int i = 0; i < cell.routes().size(); i++) {
                byPosition.put(cell.positions().get(i), cell.routes().get(i));
            }
        }
        return List.copyOf(byPosition.values());
    }
}
