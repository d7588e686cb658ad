package io.millrace.table;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.Numbers;
import io.millrace.change.Printable;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key attributes of a table. A stream record lists its keys without saying which one is the partition key.
 *
 * @param partition {@code null} when the configuration doesn't say
 * @param sort {@code null} if there is none, or the configuration doesn't say
 */
public record KeySchema(@Nullable Key partition, @Nullable Key sort) {

    private static final int MOST_KEYS = 10;

    /**
     * One key attribute.
     *
     * @param type {@code null} when the configuration doesn't say
     */
    public record Key(String name, @Nullable Type type) {

        private AttributeValue of(Map<String, AttributeValue> keys, String which) {
            AttributeValue key = keys.get(name);
            if (key == null) {
                throw new MalformedRecordException("its keys are %s, but the %s key of its table is configured as '%s'"
                        .formatted(names(keys), which, name));
            }
            return key;
        }
    }

    /** The types of a key attribute. */
    public enum Type {
        S,
        N,
        B;

        /** Whether a text is a valid key: any text for S, a number for N, Base64 for B. */
        public boolean has(String text) {
            try {
                switch (this) {
                    case N -> Numbers.require(text);
                    case B -> Base64.getDecoder().decode(text);
                    default -> {}
                }
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /** Keys without known types. */
    public static KeySchema named(@Nullable String partition, @Nullable String sort) {
        return new KeySchema(
                partition == null ? null : new Key(partition, null), sort == null ? null : new Key(sort, null));
    }

    /**
     * The partition key of an item; {@code null} if its name is not known.
     *
     * @throws MalformedRecordException if the keys lack it
     */
    public @Nullable AttributeValue partitionKey(Map<String, AttributeValue> keys) {
        return partition == null ? null : partition.of(keys, "partition");
    }

    /**
     * The sort key of an item; {@code null} if its name is not known.
     *
     * @throws MalformedRecordException if the keys lack it
     */
    public @Nullable AttributeValue sortKey(Map<String, AttributeValue> keys) {
        return sort == null ? null : sort.of(keys, "sort");
    }

    private static List<String> names(Map<String, AttributeValue> keys) {
        return keys.keySet().stream().limit(MOST_KEYS).map(Printable::shortened).toList();
    }
}
