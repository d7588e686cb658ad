package io.millrace.expression;

import io.millrace.expression.Compiler.Truth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selections and projections of lists and sets, and of the entries of maps. */
final class Elements {

    private Elements() {}

    static List<@Nullable Object> projected(Object target, Scope scope, Part each) {
        List<@Nullable Object> projected = new ArrayList<>();
        elements(target, scope.steps()).forEach(element -> projected.add(each.of(scope.at(element))));
        return projected;
    }

    /**
     * The selected elements.
     *
     * @param which {@code ?} for all, {@code ^} for the first and {@code $} for the last one
     */
    static @Nullable Object selected(Object target, Scope scope, Truth wanted, char which) {
        List<@Nullable Object> selected = new ArrayList<>();
        for (Object element : elements(target, scope.steps())) {
            if (wanted.of(scope.at(element))) {
                selected.add(element);
            }
        }
        if (which == '?') {
            return target instanceof Map ? map(selected) : selected;
        }
        if (selected.isEmpty()) {
            return null;
        }
        Object one = selected.get(which == '^' ? 0 : selected.size() - 1);
        return target instanceof Map ? map(List.of(one)) : one;
    }

    private static Map<Object, @Nullable Object> map(List<?> entries) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        entries.forEach(entry -> map.put(((Map<?, ?>) entry).get("key"), ((Map<?, ?>) entry).get("value")));
        return map;
    }

    private static Collection<?> elements(Object target, Steps steps) {
        if (target instanceof Collection<?> elements) {
            return elements;
        }
        if (target instanceof Map<?, ?> map) {
            Values.weigh(map, steps);
            return ManyMethods.entries(map);
        }
        throw new BrokenExpressionException("%s has no elements".formatted(Values.kind(target)));
    }
}
