package io.millrace.routing.filter;

import java.math.BigDecimal;
import java.util.List;

/**
 * Matches a number in a range. Lambda does not support this for DynamoDB, whose numbers are strings there.
 *
 * @param comparisons the comparisons, which all have to hold
 */
record Numeric(List<Comparison> comparisons) implements Alternative {

    /**
     * @param operator one of =, &lt;, &lt;=, &gt;, &gt;=
     */
    record Comparison(String operator, BigDecimal bound) {

        boolean holds(BigDecimal value) {
            int compared = value.compareTo(bound);
            return switch (operator) {
                case "=" -> compared == 0;
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                case ">" -> compared > 0;
                default -> compared >= 0;
            };
        }
    }

    static Numeric exact(BigDecimal number) {
        return new Numeric(List.of(new Comparison("=", number)));
    }

    @Override
    public boolean text(String value) {
        return false;
    }

    @Override
    public boolean numeral(String value) {
        return number(RecordField.number(value));
    }

    @Override
    public boolean number(BigDecimal value) {
        for (Comparison comparison : comparisons) {
            if (!comparison.holds(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean bool(boolean value) {
        return false;
    }

    @Override
    public boolean knownToLambda() {
        return false;
    }
}
