package io.millrace.routing.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/**
 * A value that is there, and is something else.
 *
 * @param text whether a text is something else
 * @param numbers that it isn't to be
 */
record AnythingBut(Predicate<String> text, List<BigDecimal> numbers, boolean knownToLambda) implements Alternative {

    @Override
    public boolean text(String value) {
        return text.test(value);
    }

    @Override
    public boolean numeral(String value) {
        return numbers.isEmpty() ? text(value) : number(RecordField.number(value));
    }

    @Override
    public boolean number(BigDecimal value) {
        return numbers.stream().allMatch(number -> number.compareTo(value) != 0);
    }

    @Override
    public boolean bool(boolean value) {
        return true;
    }
}
