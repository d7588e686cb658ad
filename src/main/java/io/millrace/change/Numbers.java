package io.millrace.change;

import java.math.BigDecimal;

/**
 * Numbers as DynamoDB supports them: up to 38 digits, and a magnitude from 1E-130 to 9.99…E+125. All numbers of
 * records are parsed here, in time linear in their length. Source: "Data types" in the Amazon DynamoDB Developer
 * Guide, Number.
 */
public final class Numbers {

    private static final int LONGEST_TEXT = 200; // the smallest, written out, has a sign, a point and 168 digits
    private static final int DIGITS = 38;
    private static final int LARGEST_EXPONENT = 125;
    private static final int SMALLEST_EXPONENT = -130;
    private static final int LARGEST_SCALE = DIGITS - SMALLEST_EXPONENT;
    private static final int NONE = -1;
    private static final String OUTSIDE =
            "no number that DynamoDB has: up to 38 digits, and a magnitude from 1E-130 to 9.99E+125";

    private Numbers() {}

    /**
     * Parses a number exactly.
     *
     * @throws NumberFormatException if it is not a number, or not one that DynamoDB supports; the message is what the
     *     text is instead, such as "no number", and never the value
     */
    public static BigDecimal read(String text) {
        if (!isWrittenAsNumber(text)) {
            throw new NumberFormatException("no number");
        }
        if (text.length() > LONGEST_TEXT) {
            throw outside();
        }
        try {
            return checked(new BigDecimal(text));
        } catch (NumberFormatException e) { // well-formed, so its exponent is too large for BigDecimal
            throw outside();
        }
    }

    /**
     * The same check for a number that remains a string.
     *
     * @throws NumberFormatException as {@link #read} does
     */
    public static void require(String text) {
        boolean plain = plainEnd(text) == text.length();
        if (!plain
                || text.length() > DIGITS) { // with fewer characters and no exponent, any number is within the limits
            read(text);
        }
    }

    /**
     * The same number, but zero without its exponent, which could be too large to write out.
     *
     * @throws NumberFormatException if DynamoDB does not support it, as for {@link #read}
     */
    public static BigDecimal checked(BigDecimal number) {
        if (number.signum() == 0) {
            return Math.abs((long) number.scale()) > LARGEST_SCALE ? BigDecimal.ZERO : number;
        }
        long exponent = (long) number.precision() - number.scale() - 1;
        if (exponent > LARGEST_EXPONENT || exponent < SMALLEST_EXPONENT || digits(number) > DIGITS) {
            throw outside();
        }
        return number;
    }

    private static int digits(BigDecimal number) {
        return number.precision() <= DIGITS
                ? number.precision()
                : number.stripTrailingZeros().precision();
    }

    /**
     * Sign, digits, point, digits, exponent, all in ASCII: {@code BigDecimal} also accepts the digits of other
     * scripts.
     */
    private static boolean isWrittenAsNumber(String text) {
        int end = plainEnd(text);
        return end == text.length() || end != NONE && isExponent(text, end);
    }

    /** The index where the number ends, or its exponent begins. */
    private static int plainEnd(String text) {
        int start = sign(text, 0);
        int point = digits(text, start);
        boolean fraction = point < text.length() && text.charAt(point) == '.';
        int end = fraction ? digits(text, point + 1) : point;
        return end - start > (fraction ? 1 : 0) ? end : NONE;
    }

    private static boolean isExponent(String text, int start) {
        int digits = sign(text, start + 1);
        return (text.charAt(start) | ' ') == 'e' && digits < text.length() && digits(text, digits) == text.length();
    }

    private static int sign(String text, int start) {
        return start < text.length() && "+-".indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
    }

    private static int digits(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static NumberFormatException outside() {
        return new NumberFormatException(OUTSIDE);
    }
}
