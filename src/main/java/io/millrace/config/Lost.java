package io.millrace.config;

import java.math.BigDecimal;

/**
 * A value of which the spelling was lost when YAML or JSON was read.
 *
 * @param written as the file spells it; empty when that is not known
 * @param value what was made of it
 * @param text whether a text is wanted, and no number
 */
record Lost(String written, Object value, boolean text) {

    /** Whether it is still the same number. */
    boolean isSameNumber() {
        return written.isEmpty() || isSameNumber(written, value);
    }

    /** Whether a number is what is written, which is read as a decimal one. */
    static boolean isSameNumber(String written, Object value) {
        try {
            BigDecimal decimal = new BigDecimal(written.replace("_", ""));
            return decimal.compareTo(new BigDecimal(value.toString())) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Object shown(Object value) {
        return value instanceof byte[] ? "a binary" : "".equals(value) ? "nothing" : value;
    }

    /** What is wrong with it. */
    String problem() {
        if (written.isEmpty()) {
            return "%s is a number here, of which the spelling is not kept. Write it in quotes.".formatted(value);
        }
        String read = "YAML reads %s as %s. ".formatted(written, shown(value));
        return read + (text ? "Write it in quotes: \"%s\".".formatted(written) : "Write the number that is meant.");
    }
}
