package io.millrace.routing.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tests all of some fields, and one pattern of each group.
 *
 * @param path the path of the object
 * @param shape the kind of the place
 * @param fields the fields below
 * @param anyOf groups of patterns for the same place
 */
record ObjectTest(Path path, RecordField shape, List<Field> fields, List<List<ObjectTest>> anyOf) implements Test {

    static final String OR = "$or";

    /** @param getter gets the value from that of this place */
    record Field(String name, Function<Object, @Nullable Object> getter, Test test) {}

    @Override
    public boolean test(@Nullable Object value, Sighting record) {
        for (Field field : fields) {
            if (!field.test().test(below(value, field), record)) {
                return false;
            }
        }
        for (List<ObjectTest> group : anyOf) {
            if (!anyOf(group, value, record)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object below(@Nullable Object value, Field field) {
        return value == null ? null : field.getter().apply(value);
    }

    private static boolean anyOf(List<ObjectTest> group, @Nullable Object value, Sighting record) {
        for (ObjectTest test : group) {
            if (test.test(value, record)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<Mismatch> mismatch(@Nullable Object value, Sighting record) {
        return Stream.concat(
                        fields.stream().map(field -> field.test().mismatch(below(value, field), record)),
                        anyOf.stream().map(group -> mismatch(group, value, record)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Mismatch> mismatch(List<ObjectTest> group, @Nullable Object value, Sighting record) {
        if (anyOf(group, value, record)) {
            return Optional.empty();
        }
        List<Mismatch> all = group.stream()
                .flatMap(test -> test.mismatch(value, record).stream())
                .toList();
        return Optional.of(new Mismatch(
                path.to(OR).toString(),
                String.join(
                        " or ",
                        all.stream().map(one -> one.path() + " " + one.wanted()).toList()),
                String.join(" and ", all.stream().map(Mismatch::seen).toList())));
    }

    @Override
    public boolean canMatch() {
        return fields.stream().allMatch(field -> field.test().canMatch())
                && anyOf.stream().allMatch(group -> group.stream().anyMatch(Test::canMatch));
    }

    @Override
    public boolean canMatchNothing() {
        return fields.stream().allMatch(field -> field.test().canMatchNothing())
                && anyOf.stream().allMatch(group -> group.stream().anyMatch(Test::canMatchNothing));
    }

    @Override
    public boolean needs(String name) {
        return fields.stream().anyMatch(field -> needs(field, name))
                || anyOf.stream().anyMatch(group -> group.stream().allMatch(test -> test.needs(name)));
    }

    private boolean needs(Field field, String name) {
        boolean meant = shape == RecordField.STREAM && field.name().equals(name);
        return meant ? !field.test().canMatchNothing() : field.test().needs(name);
    }

    @Override
    public Map<String, Object> written() {
        Map<String, Object> json = new LinkedHashMap<>();
        fields.forEach(field -> json.put(field.name(), field.test().written()));
        anyOf.forEach(group -> json.put(OR, group.stream().map(Test::written).toList()));
        return json;
    }

    @Override
    public Map<String, Object> forLambda() {
        Map<String, Object> json = new LinkedHashMap<>();
        fields.forEach(field -> json.put(field.name(), field.test().forLambda()));
        anyOf.stream()
                .filter(group -> group.stream().noneMatch(ObjectTest::looksLikeAnOperator))
                .forEach(group ->
                        json.put(OR, group.stream().map(Test::forLambda).toList()));
        return json;
    }

    @Override
    public Stream<String> unknownToLambda() {
        Stream<String> below = Stream.concat(
                        fields.stream().map(Field::test),
                        anyOf.stream()
                                .filter(group -> group.stream().noneMatch(ObjectTest::looksLikeAnOperator))
                                .flatMap(List::stream))
                .flatMap(Test::unknownToLambda);
        Stream<String> groups = anyOf.stream()
                .filter(group -> group.stream().anyMatch(ObjectTest::looksLikeAnOperator))
                .map(group -> "'%s' at %s".formatted(OR, path));
        return Stream.concat(below, groups);
    }

    /** EventBridge would treat an attribute with such a name as an operator. */
    private boolean looksLikeAnOperator() {
        return fields.stream().anyMatch(field -> Operators.ALL.contains(field.name()));
    }
}
