package io.millrace.routing;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.Numbers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Maps exact keys to values: strings for keys of type S, numbers for N, Base64 for B. */
final class ExactIndex<V> {

    private final Map<String, V> texts = new HashMap<>();
    private final Map<BigDecimal, V> numbers = new HashMap<>();
    private final Map<ByteBuffer, V> binaries = new HashMap<>();

    List<V> at(String text, Supplier<V> make) {
        List<V> values = new ArrayList<>();
        values.add(texts.computeIfAbsent(text, none -> make.get()));
        BigDecimal number = number(text);
        if (number != null) {
            values.add(numbers.computeIfAbsent(number, none -> make.get()));
        }
        ByteBuffer binary = binary(text);
        if (binary != null) {
            values.add(binaries.computeIfAbsent(binary, none -> make.get()));
        }
        return values;
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return Numbers.read(text).stripTrailingZeros();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable ByteBuffer binary(String text) {
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    void visit(AttributeValue key, Consumer<V> visitor) {
        V value = find(key);
        if (value != null) {
            visitor.accept(value);
        }
    }

    private @Nullable V find(AttributeValue key) {
        if (key.getS() != null) {
            return texts.get(key.getS());
        }
        return key.getN() != null ? numbers.get(requireNumber(key.getN())) : binaries.get(key.getB());
    }

    private static BigDecimal requireNumber(String text) {
        try {
            return Numbers.read(text).stripTrailingZeros();
        } catch (NumberFormatException e) {
            throw new MalformedRecordException("a key attribute of type N holds %s".formatted(e.getMessage()));
        }
    }
}
