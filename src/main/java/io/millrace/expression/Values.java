package io.millrace.expression;

import io.millrace.change.AttributeValues;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What expressions do with plain values: numbers are numbers wherever they meet. */
final class Values {

    private Values() {}

    /** What a value is, for people; never the value. */
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

    /** The same of what may hold other values, each of which takes a step. */
    static boolean same(@Nullable Object one, @Nullable Object other, Steps steps) {
        weigh(one, steps);
        return same(one, other);
    }

    /** The same, where a list that stands in the expression is also the set of its elements: sets have no way to be written. */
    static boolean sameAsListed(@Nullable Object one, @Nullable Object other, Steps steps) {
        if (one instanceof Set<?> set && other instanceof List<?> list) {
            return list.stream().allMatch(element -> contains(set, element, steps))
                    && set.stream().allMatch(element -> contains(list, element, steps));
        }
        return one instanceof List<?> && other instanceof Set<?>
                ? sameAsListed(other, one, steps)
                : same(one, other, steps);
    }

    /** Takes a step for each value that one holds. */
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

    /** Each of the elements takes a step, and so does whatever is wanted. */
    static boolean contains(Collection<?> elements, @Nullable Object wanted, Steps steps) {
        steps.take(elements.size());
        weigh(wanted, steps);
        return elements.stream().anyMatch(element -> same(element, wanted));
    }

    /** Null comes before all else; texts compare by their characters, binaries by their bytes without sign. */
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
        throw new BrokenExpressionException("%s and %s don't compare".formatted(kind(one), kind(other)));
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
        throw new BrokenExpressionException("%s stands where a number is wanted".formatted(kind(value)));
    }

    /** A whole number that places and lengths have. */
    static int whole(@Nullable Object value) {
        try {
            return number(value).intValueExact();
        } catch (ArithmeticException e) {
            throw new BrokenExpressionException("a place or a count is no whole number, or too large");
        }
    }

    /** A text; numbers and true or false as they are written. */
    static String text(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof String || value instanceof Boolean) {
            return value.toString();
        }
        throw new BrokenExpressionException("%s stands where a text is wanted".formatted(kind(value)));
    }
}
