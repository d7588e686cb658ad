package io.millrace.routing;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.MalformedRecordException;
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

/** Values by key pattern: finds those whose pattern a key matches without trying each pattern. */
final class KeyIndex<V> {

    private @Nullable V any;
    private final PrefixIndex<V> prefixes = new PrefixIndex<>();
    private final Map<String, V> texts = new HashMap<>();
    private final Map<BigDecimal, V> numbers = new HashMap<>();
    private final Map<ByteBuffer, V> binaries = new HashMap<>();

    /** The values under these patterns, made where they are missing; without patterns, the value that any key finds. */
    List<V> at(List<KeyPattern> patterns, Supplier<V> make) {
        List<V> values = new ArrayList<>();
        patterns.forEach(pattern -> values.addAll(at(pattern, make)));
        if (patterns.isEmpty()) {
            any = any == null ? make.get() : any;
            values.add(any);
        }
        return values;
    }

    private List<V> at(KeyPattern pattern, Supplier<V> make) {
        if (pattern.prefix()) {
            return List.of(prefixes.at(pattern.text(), make));
        }
        List<V> values = new ArrayList<>();
        values.add(texts.computeIfAbsent(pattern.text(), none -> make.get()));
        BigDecimal number = number(pattern.text());
        if (number != null) {
            values.add(numbers.computeIfAbsent(number, none -> make.get()));
        }
        ByteBuffer binary = binary(pattern.text());
        if (binary != null) {
            values.add(binaries.computeIfAbsent(binary, none -> make.get()));
        }
        return values;
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros();
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

    /** Hands over each value that the key finds; a {@code null} key finds those for any key alone. */
    void visit(@Nullable AttributeValue key, Consumer<V> visitor) {
        if (any != null) {
            visitor.accept(any);
        }
        if (key == null) {
            return;
        }
        if (key.getS() != null) {
            visitText(key.getS(), visitor);
        } else if (key.getN() != null) {
            accept(numbers.isEmpty() ? null : numbers.get(requireNumber(key.getN())), visitor);
        } else if (key.getB() != null) {
            accept(binaries.get(key.getB()), visitor);
        } else {
            throw new MalformedRecordException("a key attribute is of none of the types S, N and B");
        }
    }

    private void visitText(String key, Consumer<V> visitor) {
        accept(texts.get(key), visitor);
        prefixes.visit(key, visitor);
    }

    private static BigDecimal requireNumber(String text) {
        BigDecimal number = number(text);
        if (number == null) {
            throw new MalformedRecordException("a key attribute of type N holds no number");
        }
        return number;
    }

    private static <V> void accept(@Nullable V value, Consumer<V> visitor) {
        if (value != null) {
            visitor.accept(value);
        }
    }
}
