package io.millrace.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic with decimal numbers. It is exact, except for non-terminating quotients and inexact powers, which have
 * 34 digits, and roots, which have 15. Results have at most 1,000 digits, so that each step is fast for any operands.
 */
final class Arithmetic {

    private static final int MOST_DIGITS = 1000;
    private static final BigDecimal MOST_EXPONENT = BigDecimal.valueOf(MOST_DIGITS);

    private Arithmetic() {}

    static Object plus(@Nullable Object one, @Nullable Object other, Steps steps) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal second) {
            return bounded(number.add(second));
        }
        if (one instanceof String || other instanceof String) {
            return joined(word(one), word(other), steps);
        }
        throw unfit("+", one, other);
    }

    private static String word(@Nullable Object value) {
        return value == null ? "null" : Values.text(value);
    }

    private static String joined(String one, String other, Steps steps) {
        steps.take(one.length() + (long) other.length());
        return one + other;
    }

    static BigDecimal minus(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal second) {
            return bounded(number.subtract(second));
        }
        throw unfit("-", one, other);
    }

    /** A product, or a repeated string. */
    static Object times(@Nullable Object one, @Nullable Object other, Steps steps) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal second) {
            return bounded(number.multiply(second));
        }
        if (one instanceof String text && other instanceof BigDecimal) {
            return repeated(text, Values.whole(other), steps);
        }
        throw unfit("*", one, other);
    }

    static String repeated(String text, int count, Steps steps) {
        if (count < 0) {
            throw new BrokenExpressionException("a text can't be repeated a negative number of times");
        }
        steps.take((long) text.length() * count);
        return text.repeat(count);
    }

    static BigDecimal dividedBy(@Nullable Object one, @Nullable Object other) {
        if (!(one instanceof BigDecimal number) || !(other instanceof BigDecimal divisor)) {
            throw unfit("/", one, other);
        }
        requireDivisor(divisor);
        return bounded(quotient(number, divisor));
    }

    private static BigDecimal quotient(BigDecimal number, BigDecimal divisor) {
        try {
            BigDecimal exact = number.divide(divisor);
            return exact.precision() > MOST_DIGITS ? number.divide(divisor, MathContext.DECIMAL128) : exact;
        } catch (ArithmeticException e) { // it does not terminate
            return number.divide(divisor, MathContext.DECIMAL128);
        }
    }

    /** The remainder of a division; it has the sign of the dividend. */
    static BigDecimal modulo(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal divisor) {
            requireDivisor(divisor);
            return bounded(number.remainder(divisor));
        }
        throw unfit("%", one, other);
    }

    static BigDecimal toThePower(@Nullable Object one, @Nullable Object other) {
        if (!(one instanceof BigDecimal base) || !(other instanceof BigDecimal exponent)) {
            throw unfit("^", one, other);
        }
        if (exponent.stripTrailingZeros().scale() > 0) {
            return root(base, exponent);
        }
        BigDecimal stripped = base.stripTrailingZeros();
        if (stripped.signum() == 0 || stripped.abs().equals(BigDecimal.ONE)) {
            return ofUnit(stripped, exponent);
        }
        if (exponent.abs().compareTo(MOST_EXPONENT) > 0) {
            throw tooLong();
        }
        int times = exponent.abs().intValueExact();
        requireShort(((long) stripped.precision() - 1) * times, (long) stripped.scale() * times);
        BigDecimal power = bounded(stripped.pow(times));
        return exponent.signum() < 0 ? dividedBy(BigDecimal.ONE, power) : power;
    }

    /** The power of 0, 1 or -1, which is defined for large exponents. */
    private static BigDecimal ofUnit(BigDecimal base, BigDecimal exponent) {
        if (base.signum() == 0 && exponent.signum() < 0) {
            requireDivisor(base);
        }
        boolean even = exponent.remainder(BigDecimal.valueOf(2)).signum() == 0;
        return exponent.signum() == 0 || even && base.signum() < 0 ? BigDecimal.ONE : base;
    }

    private static BigDecimal root(BigDecimal base, BigDecimal exponent) {
        double power = Math.pow(base.doubleValue(), exponent.doubleValue());
        if (!Double.isFinite(power)) {
            throw new BrokenExpressionException("a power has no value, or one that is too large");
        }
        return new BigDecimal(power, new MathContext(15));
    }

    private static void requireDivisor(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new BrokenExpressionException("it divides by zero");
        }
    }

    static BigDecimal bounded(BigDecimal number) {
        requireShort(number.precision(), number.scale());
        return number;
    }

    private static void requireShort(long digits, long scale) {
        if (digits > MOST_DIGITS || Math.abs(scale) > MOST_DIGITS) {
            throw tooLong();
        }
    }

    private static BrokenExpressionException tooLong() {
        return new BrokenExpressionException(
                String.format(Locale.ROOT, "a result has more than %,d digits", MOST_DIGITS));
    }

    private static BrokenExpressionException unfit(String operator, @Nullable Object one, @Nullable Object other) {
        return new BrokenExpressionException(
                "there is no '%s' of %s and %s".formatted(operator, Values.kind(one), Values.kind(other)));
    }
}
