package io.millrace.expression;

import io.millrace.change.AttributeValues;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations on plain values; numbers always compare as numbers. */
final class Values {

    private Values() {}

    /** The kind of a value, for messages; never the value. */
    static String kind(@Nullable Object value) {
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof BigDecimal) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof ByteBuffer) {
            return "a binary";
        }
        return value == null ? "null" : kindOfMany(value);
    }

    private static String kindOfMany(Object value) {
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof Set) {
            return "a set";
        }
        return value instanceof List ? "a list" : "the differences";
    }

    /** Whether two values are equal; each nested value takes a step. */
    static boolean same(@Nullable Object one, @Nullable Object other, Steps steps) {
        weigh(one, steps);
        return same(one, other);
    }

    /** The same, but a list literal also equals the set of its elements, since there are no set literals. */
    static boolean sameAsListed(@Nullable Object one, @Nullable Object other, Steps steps) {
        if (one instanceof Set<?> set && other instanceof List<?> list) {
            return list.stream().allMatch(element -> contains(set, element, steps))
                    && set.stream().allMatch(element -> contains(list, element, steps));
        }
        return one instanceof List<?> && other instanceof Set<?>
                ? sameAsListed(other, one, steps)
                : same(one, other, steps);
    }

    /** Takes a step for each nested value. */
    static void weigh(@Nullable Object value, Steps steps) {
        if (value instanceof Map<?, ?> map) {
            steps.take(map.size());
            map.values().forEach(element -> weigh(element, steps));
        } else if (value instanceof Set<?> set) {
            steps.take(set.size());
        } else if (value instanceof List<?> list) {
            steps.take(list.size());
            list.forEach(element -> weigh(element, steps));
        }
    }

    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal second) {
            return number.compareTo(second) == 0;
        }
        return one instanceof String ? one.equals(other) : AttributeValues.same(one, other);
    }

    /** Each element takes a step, and so does the value to find. */
    static boolean contains(Collection<?> elements, @Nullable Object wanted, Steps steps) {
        steps.take(elements.size());
        weigh(wanted, steps);
        return elements.stream().anyMatch(element -> same(element, wanted));
    }

    /** Null is less than any other value; strings compare by characters, binaries by unsigned bytes. */
    static int compare(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        if (one instanceof BigDecimal number && other instanceof BigDecimal second) {
            return number.compareTo(second);
        }
        if (one instanceof String text && other instanceof String second) {
            return text.compareTo(second);
        }
        if (one instanceof Boolean bool && other instanceof Boolean second) {
            return bool.compareTo(second);
        }
        if (one instanceof ByteBuffer bytes && other instanceof ByteBuffer second) {
            return compare(bytes, second);
        }
        throw new BrokenExpressionException("%s and %s can't be compared".formatted(kind(one), kind(other)));
    }

    private static int compare(ByteBuffer one, ByteBuffer other) {
        int difference = one.mismatch(other);
        return difference < 0 || difference >= Math.min(one.remaining(), other.remaining())
                ? Integer.compare(one.remaining(), other.remaining())
                : Integer.compare(
                        Byte.toUnsignedInt(one.get(one.position() + difference)),
                        Byte.toUnsignedInt(other.get(other.position() + difference)));
    }

    static BigDecimal number(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        throw new BrokenExpressionException("%s is used where a number is needed".formatted(kind(value)));
    }

    /** An integer for an index or a length. */
    static int whole(@Nullable Object value) {
        try {
            return number(value).intValueExact();
        } catch (ArithmeticException e) {
            throw new BrokenExpressionException("an index or a count is not a whole number, or too large");
        }
    }

    /** A string; numbers and booleans are converted. */
    static String text(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof String || value instanceof Boolean) {
            return value.toString();
        }
        throw new BrokenExpressionException("%s is used where a text is needed".formatted(kind(value)));
    }
}
