package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The size of an item in DynamoDB, as a lower bound: neither the overhead of an attribute nor the digits of numbers
 * are counted. Source: "DynamoDB Item sizes and formats" in the Amazon DynamoDB Developer Guide.
 */
final class ItemSize {

    /** Bytes. Source: "Quotas in Amazon DynamoDB" in the same guide. */
    static final int LARGEST = 400 * 1024;

    private ItemSize() {}

    static long of(Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .mapToLong(attribute -> of(attribute.getKey()) + of(attribute.getValue()))
                .sum();
    }

    /** The size of a string in UTF-8. */
    static long of(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            bytes += next < 0x80 ? 1 : next < 0x800 || Character.isSurrogate(next) ? 2 : 3;
        }
        return bytes;
    }

    private static long of(AttributeValue value) {
        if (value.getS() != null) {
            return of(value.getS());
        }
        if (value.getB() != null) {
            return of(value.getB());
        }
        if (value.getM() != null) {
            return of(value.getM());
        }
        if (value.getL() != null) {
            return sum(value.getL(), ItemSize::of);
        }
        if (value.getSS() != null) {
            return sum(value.getSS(), ItemSize::of);
        }
        if (value.getBS() != null) {
            return sum(value.getBS(), ItemSize::of);
        }
        return value.getNS() == null ? 1 : value.getNS().size();
    }

    private static long of(ByteBuffer bytes) {
        return bytes.remaining();
    }

    private static <T> long sum(List<T> elements, ToLongFunction<T> size) {
        return elements.stream().mapToLong(size).sum();
    }
}
