package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * Which item a record is about: all its key attributes. Two keys are equal when DynamoDB takes them for the same item,
 * so {@code 7} and {@code 7.0} are.
 */
public final class ItemKey {

    private final Object identity;
    private final int hash;

    private ItemKey(Object identity) {
        this.identity = identity;
        this.hash = identity.hashCode();
    }

    static ItemKey of(Map<String, AttributeValue> keys) {
        if (keys.size() == 1) {
            return new ItemKey(part(keys.values().iterator().next()));
        }
        Map<String, Object> parts = new HashMap<>(4);
        keys.forEach((name, value) -> parts.put(name, part(value)));
        return new ItemKey(parts);
    }

    private static Object part(AttributeValue value) {
        Object plain = AttributeValues.toPlain(value);
        if (plain instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (plain == null) {
            throw new MalformedRecordException("a key attribute is NULL; keys are of type S, N or B");
        }
        return plain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemKey key && hash == key.hash && identity.equals(key.identity);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Names no values: item contents stay out of logs. */
    @Override
    public String toString() {
        return "ItemKey@" + Integer.toHexString(hash);
    }
}
