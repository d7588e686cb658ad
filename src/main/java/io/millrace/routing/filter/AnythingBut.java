package io.millrace.routing.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/**
 * Matches a value that is present, and is none of some values.
 *
 * @param text whether a string is none of them
 * @param numbers the excluded numbers
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
