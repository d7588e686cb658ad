package io.millrace.table;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.Printable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of a table's key attributes. A stream record lists its keys without saying which is which.
 *
 * @param partition {@code null} when no route looks at it
 * @param sort {@code null} when the table has none, or no route looks at it
 */
public record KeySchema(
        @Nullable String partition, @Nullable String sort) {

    private static final int MOST_KEYS = 10;

    /**
     * The partition key of an item; {@code null} where no route looks at it.
     *
     * @throws MalformedRecordException if the keys lack it
     */
    public @Nullable AttributeValue partitionKey(Map<String, AttributeValue> keys) {
        return partition == null ? null : key(keys, partition, "partition");
    }

    /**
     * The sort key of an item; {@code null} where no route looks at it.
     *
     * @throws MalformedRecordException if the keys lack it
     */
    public @Nullable AttributeValue sortKey(Map<String, AttributeValue> keys) {
        return sort == null ? null : key(keys, sort, "sort");
    }

    private static AttributeValue key(Map<String, AttributeValue> keys, String name, String which) {
        AttributeValue key = keys.get(name);
        if (key == null) {
            throw new MalformedRecordException("its keys are %s, but the %s key of its table is configured as '%s'"
                    .formatted(names(keys), which, name));
        }
        return key;
    }

    private static List<String> names(Map<String, AttributeValue> keys) {
        return keys.keySet().stream().limit(MOST_KEYS).map(Printable::shortened).toList();
    }
}
