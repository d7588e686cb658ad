package io.millrace.routing.filter;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tests that an element of a list passes a test.
 *
 * @param element the test of one element
 */
record ListTest(ObjectTest element) implements Test {

    @Override
    public boolean test(@Nullable Object value, Sighting record) {
        if (value == null || ((List<?>) value).isEmpty()) {
            return element.test(null, record);
        }
        for (Object each : (List<?>) value) {
            if (element.test(each, record)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<Mismatch> mismatch(@Nullable Object value, Sighting record) {
        if (test(value, record)) {
            return Optional.empty();
        }
        List<?> elements = value == null ? List.of() : (List<?>) value;
        return elements.size() < 2
                ? element.mismatch(elements.isEmpty() ? null : elements.get(0), record)
                : Optional.of(new Mismatch(
                        element.path().toString(),
                        "an element that is " + JsonText.of(element.written()),
                        "none of %d elements is".formatted(elements.size())));
    }

    @Override
    public boolean canMatch() {
        return element.canMatch();
    }

    @Override
    public boolean canMatchNothing() {
        return element.canMatchNothing();
    }

    @Override
    public boolean needs(String field) {
        return false;
    }

    @Override
    public Object written() {
        return element.written();
    }

    @Override
    public Object forLambda() {
        return element.forLambda();
    }

    @Override
    public Stream<String> unknownToLambda() {
        return element.unknownToLambda();
    }
}
