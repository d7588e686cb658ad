package io.millrace.expression;

import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of an expression's names during one evaluation. Each image is read at most once, and only the parts that
 * are used.
 */
final class Names {

    static final List<String> ALL = List.of("event", "table", "keys", "old", "new", "diff");

    private final Change<Item> change;
    private @Nullable Map<String, @Nullable Object> keys;
    private @Nullable Map<String, @Nullable Object> old;
    private @Nullable Map<String, @Nullable Object> fresh;

    Names(Change<Item> change) {
        this.change = change;
    }

    /** The value of a name; {@code null} for an image that the record doesn't have. */
    @Nullable
    Object get(String name) {
        return switch (name) {
            case "event" -> change.event().name();
            case "table" -> change.table();
            case "diff" -> change.diff();
            case "keys" -> keys = keys == null ? change.keys().plainAttributes() : keys;
            case "old" ->
                old = old == null
                        ? change.findOldItem().map(Item::plainAttributes).orElse(null)
                        : old;
            case "new" ->
                fresh = fresh == null
                        ? change.findNewItem().map(Item::plainAttributes).orElse(null)
                        : fresh;
            default -> throw new IllegalArgumentException("There is no '%s', only %s".formatted(name, ALL));
        };
    }
}
