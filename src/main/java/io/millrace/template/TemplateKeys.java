package io.millrace.template;

import io.millrace.mapping.Deployment.Table;
import io.millrace.table.KeySchema;
import io.millrace.table.KeySchema.Key;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys to create a table with. */
final class TemplateKeys {

    private TemplateKeys() {}

    /**
     * The partition key and the sort key, if any, each with a type: S if none is configured.
     *
     * @throws IllegalArgumentException if the configuration names no partition key
     */
    static List<Key> of(Table table) {
        if (table.keys().partition() == null) {
            throw new IllegalArgumentException(
                    "Table '%s' can't be created without knowing its key: set millrace.tables.%s.keys.partition."
                            .formatted(table.name(), table.id()));
        }
        return Stream.of(table.keys().partition(), table.keys().sort())
                .filter(Objects::nonNull)
                .map(TemplateKeys::typed)
                .toList();
    }

    private static Key typed(@Nullable Key key) {
        Key known = Objects.requireNonNull(key);
        return known.type() == null ? new Key(known.name(), KeySchema.Type.S) : known;
    }
}
