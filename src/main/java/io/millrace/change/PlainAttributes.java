package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an item as plain values, each read on access: most conditions use one or two. Maps, lists and
 * sets are read once. Not thread-safe.
 */
final class PlainAttributes extends AbstractMap<String, @Nullable Object> {

    private final Map<String, AttributeValue> values;
    private final Map<AttributeValue, Object> read = new IdentityHashMap<>(0);

    PlainAttributes(Map<String, AttributeValue> values) {
        this.values = values;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        AttributeValue value = values.get(name);
        if (value == null) {
            return null;
        }
        return isScalar(value) ? AttributeValues.toPlain(value) : read.computeIfAbsent(value, AttributeValues::toPlain);
    }

    private static boolean isScalar(AttributeValue value) {
        return value.getS() != null || value.getN() != null || value.getBOOL() != null || value.getNULL() != null;
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(values.keySet());
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return values.containsKey(name);
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return AttributeValues.toPlain(values).entrySet();
    }
}
