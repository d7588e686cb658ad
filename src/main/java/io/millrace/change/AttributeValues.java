package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Attribute values as plain, read-only Java values: {@code String}, {@code BigDecimal}, {@code ByteBuffer},
 * {@code Boolean}, {@code null} for NULL, {@code Map}, {@code List}, and {@code Set} of the first three.
 */
public final class AttributeValues {

    private AttributeValues() {}

    /**
     * Converts one value, including nested values.
     *
     * @throws AttributeException if the value has no type, or a number that DynamoDB does not support
     */
    static @Nullable Object toPlain(AttributeValue value) {
        if (value.getS() != null) {
            return value.getS();
        }
        if (value.getN() != null) {
            return number(value.getN());
        }
        if (value.getM() != null) {
            return toPlain(value.getM());
        }
        if (value.getL() != null) {
            return value.getL().stream().map(AttributeValues::toPlain).toList();
        }
        return value.getBOOL() != null ? value.getBOOL() : rare(value);
    }

    static Map<String, @Nullable Object> toPlain(Map<String, AttributeValue> attributes) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        attributes.forEach((name, value) -> plain.put(name, toPlain(value)));
        return Collections.unmodifiableMap(plain);
    }

    private static @Nullable Object rare(AttributeValue value) {
        if (value.getNULL() != null) {
            return null;
        }
        if (value.getB() != null) {
            return value.getB().asReadOnlyBuffer();
        }
        if (value.getSS() != null) {
            return set(value.getSS(), text -> text);
        }
        if (value.getNS() != null) {
            return set(value.getNS(), AttributeValues::number);
        }
        if (value.getBS() != null) {
            return new BinarySet(value.getBS());
        }
        throw new AttributeException(
                "an attribute value has no type: it needs one of S, N, B, BOOL, NULL, M, L, SS, NS, BS");
    }

    static BigDecimal number(String text) {
        try {
            return Numbers.read(text);
        } catch (NumberFormatException e) {
            throw new AttributeException("an attribute of type N holds %s".formatted(e.getMessage()));
        }
    }

    private static <A, B> Set<B> set(Collection<A> elements, Function<A, B> conversion) {
        Set<B> set = new LinkedHashSet<>();
        elements.forEach(element -> set.add(conversion.apply(element)));
        return Collections.unmodifiableSet(set);
    }

    /**
     * Whether two plain values are equal: numbers compare as numbers ({@code 300} and {@code 300.0} are equal), sets
     * without order.
     */
    public static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal second) {
            return number.compareTo(second) == 0;
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> second) {
            return same(map, second);
        }
        if (one instanceof List<?> list && other instanceof List<?> second) {
            return same(list, second);
        }
        if (one instanceof Set<?> set && other instanceof Set<?> second) {
            return set.size() == second.size() && normal(set).equals(normal(second));
        }
        return Objects.equals(one, other);
    }

    private static boolean same(Map<?, ?> one, Map<?, ?> other) {
        return one.size() == other.size()
                && one.entrySet().stream()
                        .allMatch(entry ->
                                other.containsKey(entry.getKey()) && same(entry.getValue(), other.get(entry.getKey())));
    }

    private static boolean same(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<?> others = other.iterator();
        return one.stream().allMatch(element -> same(element, others.next()));
    }

    private static Set<?> normal(Set<?> set) {
        boolean numbers = set.stream().anyMatch(BigDecimal.class::isInstance);
        return numbers ? set(set, number -> ((BigDecimal) number).stripTrailingZeros()) : set;
    }
}
