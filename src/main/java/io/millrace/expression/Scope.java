package io.millrace.expression;

import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an expression sees while it is asked once: {@code event}, {@code table}, {@code keys}, {@code old}, {@code new} and
 * {@code diff} of a change, and an element of a list. An image that the record doesn't carry is {@code null}.
 *
 * @param element {@code #this} in a selection or a projection
 * @param read the images that are read already
 */
record Scope(Change<Item> change, @Nullable Object element, Map<String, Optional<Object>> read, Steps steps) {

    static final List<String> NAMES = List.of("event", "table", "keys", "old", "new", "diff");

    static Scope of(Change<Item> change) {
        return new Scope(change, null, new HashMap<>(4), new Steps());
    }

    Scope at(@Nullable Object element) {
        steps.take(1);
        return new Scope(change, element, read, steps);
    }

    @Nullable
    Object get(String name) {
        return switch (name) {
            case "event" -> change.event().name();
            case "table" -> change.table();
            case "diff" -> change.diff();
            default -> read.computeIfAbsent(name, this::item).orElse(null);
        };
    }

    private Optional<Object> item(String name) {
        return switch (name) {
            case "keys" -> Optional.of(change.keys().toMap());
            case "old" -> change.findOldItem().map(Item::toMap);
            case "new" -> change.findNewItem().map(Item::toMap);
            default -> throw new IllegalArgumentException("There is no '%s', only %s".formatted(name, NAMES));
        };
    }
}
