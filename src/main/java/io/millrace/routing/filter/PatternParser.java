package io.millrace.routing.filter;

import io.millrace.routing.filter.ObjectTest.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the JSON of a pattern into tests. */
final class PatternParser {

    private PatternParser() {}

    /** @throws InvalidFilterException if the JSON is not a pattern, or tests for fields that no record has */
    static ObjectTest parse(String json) {
        return object(Path.ROOT, RecordField.RECORD, PatternJson.read(json), false);
    }

    private static ObjectTest object(Path path, RecordField shape, Map<?, ?> json, boolean belowList) {
        if (json.isEmpty()) {
            throw new InvalidFilterException(path, "is empty; it has to match something");
        }
        List<Field> fields = new ArrayList<>();
        List<List<ObjectTest>> anyOf = new ArrayList<>();
        json.forEach((key, value) -> {
            String name = (String) key;
            if (name.equals(ObjectTest.OR)) {
                anyOf.add(group(path, shape, value, belowList));
            } else {
                requireKnown(path, shape, name);
                fields.add(
                        new Field(name, shape.getter(name), test(path.to(name), shape.below(name), value, belowList)));
            }
        });
        return new ObjectTest(path, shape, fields, anyOf);
    }

    private static List<ObjectTest> group(Path path, RecordField shape, @Nullable Object json, boolean belowList) {
        if (!(json instanceof List<?> list) || list.size() < 2 || !list.stream().allMatch(Map.class::isInstance)) {
            throw new InvalidFilterException(path.to(ObjectTest.OR), "is not a list of two or more patterns");
        }
        return list.stream()
                .map(each -> object(path, shape, (Map<?, ?>) each, belowList))
                .toList();
    }

    private static void requireKnown(Path path, RecordField shape, String name) {
        if (!shape.names().isEmpty() && !shape.names().contains(name)) {
            throw new InvalidFilterException(
                    path.to(name), "is not a field of a record there; the fields are %s".formatted(shape.names()));
        }
    }

    private static Test test(Path path, RecordField shape, @Nullable Object json, boolean belowList) {
        if (shape == RecordField.LIST) {
            return new ListTest(object(path, RecordField.VALUE, map(path, json), true));
        }
        return shape.isLeaf() ? leaf(path, shape, json, belowList) : object(path, shape, map(path, json), belowList);
    }

    private static Map<?, ?> map(Path path, @Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            return map;
        }
        boolean exists = json instanceof List<?> list
                && list.stream().anyMatch(each -> each instanceof Map<?, ?> map && map.containsKey("exists"));
        throw new InvalidFilterException(
                path,
                exists
                        ? "is not a leaf, and 'exists' only applies to leaves: add an attribute's type, such as S or N"
                        : "has fields below; name one of them");
    }

    private static LeafTest leaf(Path path, RecordField shape, @Nullable Object json, boolean belowList) {
        if (!(json instanceof List<?> list)) {
            throw new InvalidFilterException(path, "takes a list of alternatives, such as [\"a\", \"b\"]");
        }
        if (list.isEmpty()) {
            throw new InvalidFilterException(path, "is an empty list, which nothing matches");
        }
        List<Alternative> alternatives = new ArrayList<>();
        for (Object each : list) {
            alternatives.add(Operators.alternative(path.to(alternatives.size()), each));
        }
        return new LeafTest(path, shape, alternatives, new ArrayList<>(list), belowList);
    }
}
