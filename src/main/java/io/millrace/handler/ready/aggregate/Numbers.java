package io.millrace.handler.ready.aggregate;

import java.math.BigDecimal;

/** Numbers as DynamoDB takes them. Source: "Supported data types and naming rules" in the Amazon DynamoDB Developer Guide. */
final class Numbers {

    private static final int LONGEST_TEXT = 200;
    private static final int DIGITS = 38;
    private static final long LARGEST_EXPONENT = 125;
    private static final long SMALLEST_EXPONENT = -130;

    private Numbers() {}

    /** @throws IllegalArgumentException if it is no number, or none that DynamoDB has; the text does not hold it */
    static BigDecimal read(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("it is no number");
        }
        try {
            return checked(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it is no number"); // without the cause, which quotes it
        }
    }

    /** @throws IllegalArgumentException if it is none that DynamoDB has; the text does not hold it */
    static BigDecimal checked(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        long exponent = (long) stripped.precision() - stripped.scale() - 1;
        boolean fits = stripped.precision() <= DIGITS && exponent <= LARGEST_EXPONENT && exponent >= SMALLEST_EXPONENT;
        if (stripped.signum() != 0 && !fits) {
            throw new IllegalArgumentException("it is a number of more than 38 digits, or too large or too small");
        }
        return stripped;
    }
}
