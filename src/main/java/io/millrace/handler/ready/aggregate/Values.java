package io.millrace.handler.ready.aggregate;

import io.millrace.change.Numbers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Plain Java values as attribute values. */
final class Values {

    private Values() {}

    /** @throws IllegalArgumentException if it is a number that DynamoDB does not support */
    static AttributeValue of(@Nullable Object value) {
        if (value instanceof String text) {
            return AttributeValue.fromS(text);
        }
        if (value instanceof BigDecimal number) {
            return number(number);
        }
        if (value instanceof Boolean bool) {
            return AttributeValue.fromBool(bool);
        }
        if (value instanceof ByteBuffer bytes) {
            return AttributeValue.fromB(SdkBytes.fromByteBuffer(bytes.duplicate()));
        }
        return value == null ? AttributeValue.fromNul(true) : collection(value);
    }

    /** @throws IllegalArgumentException as for {@link #of} */
    static AttributeValue number(BigDecimal number) {
        return AttributeValue.fromN(
                checked(() -> Numbers.checked(number)).stripTrailingZeros().toPlainString());
    }

    /** @throws IllegalArgumentException if the text is not a number that DynamoDB supports */
    static BigDecimal read(String text) {
        return checked(() -> Numbers.read(text.strip())).stripTrailingZeros();
    }

    private static BigDecimal checked(Supplier<BigDecimal> number) {
        try {
            return number.get();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it is %s".formatted(e.getMessage()));
        }
    }

    private static AttributeValue collection(Object value) {
        if (value instanceof List<?> list) {
            return AttributeValue.fromL(list.stream().map(Values::of).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, AttributeValue> values = new LinkedHashMap<>();
            map.forEach((name, element) -> values.put(String.valueOf(name), of(element)));
            return AttributeValue.fromM(values);
        }
        return set(((Set<?>) value).stream().map(Values::of).toList());
    }

    private static AttributeValue set(List<AttributeValue> elements) {
        return switch (elements.get(0).type()) {
            case N ->
                AttributeValue.fromNs(elements.stream().map(AttributeValue::n).toList());
            case B ->
                AttributeValue.fromBs(elements.stream().map(AttributeValue::b).toList());
            default ->
                AttributeValue.fromSs(elements.stream().map(AttributeValue::s).toList());
        };
    }
}
