package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes of an item as plain values, each read when it is asked for: most conditions ask for one or two. */
final class PlainAttributes extends AbstractMap<String, @Nullable Object> {

    private final Map<String, AttributeValue> values;

    PlainAttributes(Map<String, AttributeValue> values) {
        this.values = values;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        AttributeValue value = values.get(name);
        return value == null ? null : AttributeValues.toPlain(value);
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
