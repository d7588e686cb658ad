package io.millrace.routing.filter;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tests that a value matches one of some alternatives.
 *
 * @param path the path of the value
 * @param shape the kind of the place
 * @param alternatives the alternatives, of which one has to match
 * @param written the alternatives as written
 * @param belowList whether a record can have many such places; then a value is absent only if all of them are, as in
 *     EventBridge
 */
record LeafTest(
        Path path, RecordField shape, List<Alternative> alternatives, List<@Nullable Object> written, boolean belowList)
        implements Test {

    private static final Map<String, Object> PRESENT = Map.of("exists", true);

    @Override
    public boolean test(@Nullable Object place, Sighting record) {
        Object value = orNothing(place);
        if (value == null) {
            return wantsNothing() && (!belowList || !record.isAnywhere(this));
        }
        for (Alternative alternative : alternatives) {
            if (shape.matches(value, alternative)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object orNothing(@Nullable Object value) {
        return value instanceof Collection<?> values && values.isEmpty() ? null : value;
    }

    private boolean wantsNothing() {
        return alternatives.stream().anyMatch(Alternative::absent);
    }

    /** Whether a record has a value at any of its places. */
    boolean isAnywhere(DynamodbStreamRecord record) {
        return isAnywhere(RecordField.RECORD, record, names());
    }

    /** The names from the record to this place. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (Path step = path; step != null && step.parent() != null; step = step.parent()) {
            names.add(0, step.name());
        }
        return names;
    }

    private static boolean isAnywhere(RecordField shape, @Nullable Object place, List<String> names) {
        Object value = orNothing(place);
        if (value == null) {
            return false;
        }
        if (shape == RecordField.LIST) {
            return ((List<?>) value).stream().anyMatch(each -> isAnywhere(RecordField.VALUE, each, names));
        }
        return names.isEmpty()
                || isAnywhere(
                        shape.below(names.get(0)),
                        shape.getter(names.get(0)).apply(value),
                        names.subList(1, names.size()));
    }

    @Override
    public Optional<Mismatch> mismatch(@Nullable Object value, Sighting record) {
        return test(value, record)
                ? Optional.empty()
                : Optional.of(new Mismatch(
                        path.toString(),
                        JsonText.of(written),
                        orNothing(value) == null ? "nothing" : Printable.shortened(JsonText.of(value))));
    }

    @Override
    public boolean canMatch() {
        return alternatives.stream().anyMatch(alternative -> alternative != Constant.NULL);
    }

    @Override
    public boolean canMatchNothing() {
        return wantsNothing();
    }

    @Override
    public boolean needs(String field) {
        return false;
    }

    @Override
    public Object forLambda() {
        List<Object> kept = new ArrayList<>();
        for (int i = 0; i < alternatives.size(); i++) {
            boolean known = alternatives.get(i).knownToLambda() && written.get(i) != null;
            kept.add(known ? Objects.requireNonNull(written.get(i)) : PRESENT);
        }
        return kept.stream().distinct().toList();
    }

    @Override
    public Stream<String> unknownToLambda() {
        return IntStream.range(0, alternatives.size())
                .filter(i -> !alternatives.get(i).knownToLambda() || written.get(i) == null)
                .mapToObj(i -> "%s at %s".formatted(JsonText.of(written.get(i)), path));
    }
}
