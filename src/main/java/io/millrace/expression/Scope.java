package io.millrace.expression;

import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression sees while it is asked once: {@code event}, {@code table}, {@code keys}, {@code old}, {@code new} and
 * {@code diff} of a change, and an element of a list. An image that the record doesn't carry is {@code null}.
 *
 * @param element {@code #this} in a selection or a projection
 */
record Scope(Change<Item> change, @Nullable Object element, Steps steps) {

    static final List<String> NAMES = List.of("event", "table", "keys", "old", "new", "diff");

    static Scope of(Change<Item> change) {
        return new Scope(change, null, new Steps());
    }

    Scope at(@Nullable Object element) {
        steps.take(1);
        return new Scope(change, element, steps);
    }

    @Nullable
    Object get(String name) {
        return switch (name) {
            case "event" -> change.event().name();
            case "table" -> change.table();
            case "diff" -> change.diff();
            case "keys" -> change.keys().plainAttributes();
            case "old" -> change.findOldItem().map(Item::plainAttributes).orElse(null);
            case "new" -> change.findNewItem().map(Item::plainAttributes).orElse(null);
            default -> throw new IllegalArgumentException("There is no '%s', only %s".formatted(name, NAMES));
        };
    }
}
