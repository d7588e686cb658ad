package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A read-only view of an item, or of a map within one. Attributes are read by path: {@code album.title}, {@code
 * tracks[0].name}; a backslash escapes the next character.
 *
 * <p>Numbers are exact. An absent attribute, a NULL attribute and an empty string are three different things: {@link
 * #has} distinguishes the first from the others, {@link #isNull} the second. The typed accessors throw an {@link
 * AttributeException} when the attribute is absent, NULL or of another type; {@link #find} does not.
 */
public final class Item {

    private final Map<String, AttributeValue> attributes;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    /** A view over AWS's attribute values. The map is not copied and must not change afterwards. */
    public static Item of(Map<String, AttributeValue> attributes) {
        return new Item(attributes);
    }

    /** Whether the attribute is present; it may be NULL or empty. */
    public boolean has(String path) {
        return value(path) != null;
    }

    /** Whether the attribute is present and of type NULL. */
    public boolean isNull(String path) {
        AttributeValue value = value(path);
        return value != null && value.getNULL() != null;
    }

    /**
     * The attribute as a plain Java value: {@code String}, {@code BigDecimal}, {@code Boolean}, read-only
     * {@code ByteBuffer}, {@code Map}, {@code List} or {@code Set}. Empty when it is absent or NULL.
     */
    public Optional<Object> find(String path) {
        AttributeValue value = value(path);
        return value == null ? Optional.empty() : Optional.ofNullable(AttributeValues.toPlain(value));
    }

    /** An attribute of type S. */
    public String string(String path) {
        return typed(path, String.class, "S");
    }

    /** An attribute of type N, exact. */
    public BigDecimal number(String path) {
        return typed(path, BigDecimal.class, "N");
    }

    /** An attribute of type BOOL. */
    public boolean bool(String path) {
        return typed(path, Boolean.class, "BOOL");
    }

    /** An attribute of type B, as a read-only buffer with its own position. */
    public ByteBuffer binary(String path) {
        return typed(path, ByteBuffer.class, "B");
    }

    /** An attribute of type L, its elements as plain Java values. */
    @SuppressWarnings("unchecked")
    public List<@Nullable Object> list(String path) {
        return typed(path, List.class, "L");
    }

    /** An attribute of type SS: {@code Set<String>}. */
    @SuppressWarnings("unchecked")
    public Set<String> stringSet(String path) {
        return ofType(path, value -> value.getSS() != null, Set.class, "SS");
    }

    /** An attribute of type NS: {@code Set<BigDecimal>}. */
    @SuppressWarnings("unchecked")
    public Set<BigDecimal> numberSet(String path) {
        return ofType(path, value -> value.getNS() != null, Set.class, "NS");
    }

    /** An attribute of type BS: {@code Set} of read-only buffers. */
    @SuppressWarnings("unchecked")
    public Set<ByteBuffer> binarySet(String path) {
        return ofType(path, value -> value.getBS() != null, Set.class, "BS");
    }

    /** An attribute of type M. */
    public Item item(String path) {
        AttributeValue value = present(path);
        if (value.getM() == null) {
            throw otherType(path, "M");
        }
        return new Item(value.getM());
    }

    /** The names of the top-level attributes. */
    public Set<String> names() {
        return Collections.unmodifiableSet(attributes.keySet());
    }

    /** All attributes as plain Java values, in the order of the record; NULL attributes are {@code null}. */
    public Map<String, @Nullable Object> toMap() {
        return AttributeValues.toPlain(attributes);
    }

    /**
     * The same as a view that reads each attribute on access, so that an unreadable attribute does not affect the
     * others.
     */
    public Map<String, @Nullable Object> plainAttributes() {
        return new PlainAttributes(attributes);
    }

    /** The item as a JSON object: numbers exact, sets as arrays, binary as Base64. */
    public String toJson() {
        return ItemJson.write(toMap());
    }

    /** Writes the item as the next value, in the format of {@link #toJson}. */
    public void writeTo(JsonGenerator json) {
        ItemJson.write(json, toMap());
    }

    /** AWS's own attribute values as a read-only map of deep copies. */
    public Map<String, AttributeValue> attributeValues() {
        return Collections.unmodifiableMap(Objects.requireNonNull(Copies.of(attributes)));
    }

    /** Two items are equal when their values are: numbers compare as numbers, sets without order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Item item && AttributeValues.same(toMap(), item.toMap());
    }

    @Override
    public int hashCode() {
        return attributes.keySet().hashCode();
    }

    /** The plain values, in the format of {@code Map.toString()}, as one line, escaped as by {@link Printable}. */
    @Override
    public String toString() {
        return Printable.of(toMap().toString());
    }

    private <T> T typed(String path, Class<T> type, String name) {
        return ofType(path, value -> true, type, name);
    }

    private <T> T ofType(String path, Predicate<AttributeValue> test, Class<T> type, String name) {
        AttributeValue value = present(path);
        Object plain = test.test(value) ? AttributeValues.toPlain(value) : null;
        if (!type.isInstance(plain)) {
            throw otherType(path, name);
        }
        return type.cast(plain);
    }

    private AttributeValue present(String path) {
        AttributeValue value = value(path);
        if (value == null) {
            throw new AttributeException("attribute '%s' is absent".formatted(path));
        }
        return value;
    }

    private static AttributeException otherType(String path, String wanted) {
        return new AttributeException("attribute '%s' is not of type %s".formatted(path, wanted));
    }

    private @Nullable AttributeValue value(String path) {
        List<Object> steps = AttributePath.parse(path);
        AttributeValue value = attributes.get(steps.get(0));
        for (Object step : steps.subList(1, steps.size())) {
            value = value == null ? null : step(value, step);
        }
        return value;
    }

    private static @Nullable AttributeValue step(AttributeValue value, Object step) {
        if (step instanceof Integer index) {
            List<AttributeValue> list = value.getL();
            return list != null && index < list.size() ? list.get(index) : null;
        }
        return value.getM() == null ? null : value.getM().get(step);
    }
}
