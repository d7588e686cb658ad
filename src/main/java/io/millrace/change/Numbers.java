package io.millrace.change;

import java.math.BigDecimal;

/**
 * Numbers as DynamoDB has them: up to 38 digits, and a magnitude from 1E-130 to 9.99…E+125. Whatever comes as a number is
 * read here, in time linear in its length. Source: "Data types" in the Amazon DynamoDB Developer Guide, Number.
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
     * Reads a number, as exact as it is written.
     *
     * @throws NumberFormatException if it is none, or none that DynamoDB has; the text is what it holds instead, as in "no
     *     number", and never the value
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
        } catch (NumberFormatException e) { // well written, so its exponent is beyond what BigDecimal has
            throw outside();
        }
    }

    /**
     * The same for a number that stays a text.
     *
     * @throws NumberFormatException as {@link #read} does
     */
    public static void require(String text) {
        boolean plain = plainEnd(text) == text.length();
        if (!plain || text.length() > DIGITS) { // of fewer characters without an exponent, any is in the limits
            read(text);
        }
    }

    /**
     * The same number; zero without an exponent that nobody could write out.
     *
     * @throws NumberFormatException if it is none that DynamoDB has, as for {@link #read}
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

    /** Sign, digits, point, digits, exponent: of ASCII, where {@code BigDecimal} takes the digits of all scripts. */
    private static boolean isWrittenAsNumber(String text) {
        int end = plainEnd(text);
        return end == text.length() || end != NONE && isExponent(text, end);
    }

    /** Where it ends, or an exponent begins. */
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
