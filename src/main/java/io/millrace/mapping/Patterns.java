package io.millrace.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Filter patterns as plain JSON values: objects are maps, and the values that a leaf allows are a list. */
final class Patterns {

    private static final String OR = "$or";

    private Patterns() {}

    static String json(Object pattern) {
        return JsonMapper.shared().writeValueAsString(pattern);
    }

    /**
     * A pattern that passes what both pass, or more.
     *
     * @param lost receives the places where the second one is left out
     */
    static Map<String, Object> both(Map<?, ?> one, Map<?, ?> other, Consumer<String> lost) {
        Map<String, Object> both = copy(one);
        other.forEach((key, value) -> {
            String name = (String) key;
            Object present = both.putIfAbsent(name, value);
            if (present instanceof Map<?, ?> first && value instanceof Map<?, ?> second) {
                both.put(name, both(first, second, lost));
            } else if (present != null && !present.equals(value)) {
                lost.accept(name);
            }
        });
        return both;
    }

    /** A pattern that passes what either passes, or more: it drops the fields that only one of them has. */
    static Map<String, Object> either(Map<?, ?> one, Map<?, ?> other) {
        Map<String, Object> either = new LinkedHashMap<>();
        one.forEach((name, value) ->
                either((String) name, value, other.get(name)).ifPresent(merged -> either.put((String) name, merged)));
        return either;
    }

    private static Optional<Object> either(String name, Object one, @Nullable Object other) {
        if (one.equals(other)) {
            return Optional.of(one);
        }
        if (other == null || name.equals(OR)) {
            return Optional.empty();
        }
        if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
            return Optional.<Object>of(either(first, second)).filter(merged -> !((Map<?, ?>) merged).isEmpty());
        }
        Set<Object> values = new LinkedHashSet<>((List<?>) one);
        values.addAll((List<?>) other);
        return Optional.of(List.copyOf(values));
    }

    /** The places of its leaves: two patterns with the same places differ in values alone. */
    static Set<String> places(Map<?, ?> pattern) {
        Set<String> places = new LinkedHashSet<>();
        pattern.forEach((name, value) -> {
            if (value instanceof Map<?, ?> below) {
                places(below).forEach(place -> places.add(name + "/" + place));
            } else {
                places.add((String) name);
            }
        });
        return places;
    }

    /** The pattern without its longest leaf, whose place is reported. */
    static Map<String, Object> withoutLongest(Map<?, ?> pattern, Consumer<String> lost) {
        List<String> longest = longest(pattern);
        lost.accept(String.join("/", longest));
        return without(pattern, longest);
    }

    private static List<String> longest(Map<?, ?> pattern) {
        List<String> path = new ArrayList<>();
        Map<?, ?> at = pattern;
        while (true) {
            Map.Entry<?, ?> most = at.entrySet().stream()
                    .max(Comparator.comparingInt(entry -> json(entry.getValue()).length()))
                    .orElseThrow();
            path.add((String) most.getKey());
            if (!(most.getValue() instanceof Map<?, ?> below)) {
                return path;
            }
            at = below;
        }
    }

    private static Map<String, Object> without(Map<?, ?> pattern, List<String> path) {
        Map<String, Object> left = copy(pattern);
        Object below = left.remove(path.get(0));
        if (path.size() > 1 && below instanceof Map<?, ?> map) {
            Map<String, Object> rest = without(map, path.subList(1, path.size()));
            if (!rest.isEmpty()) {
                left.put(path.get(0), rest);
            }
        }
        return left;
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, value));
        return copy;
    }
}
