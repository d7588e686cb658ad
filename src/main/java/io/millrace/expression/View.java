package io.millrace.expression;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression sees of a change: {@code event}, {@code table}, {@code keys}, {@code old}, {@code new} and {@code
 * diff}. An image that the record doesn't carry is {@code null}. It has no public method, since expressions could call it.
 */
final class View {

    static final List<String> NAMES = List.of("event", "table", "keys", "old", "new", "diff");

    private final Change<Item> change;

    private View(Change<Item> change) {
        this.change = change;
    }

    static View of(Change<Item> change) {
        return new View(change);
    }

    @Nullable
    Object get(String name) {
        return switch (name) {
            case "event" -> change.event().name();
            case "table" -> change.table();
            case "keys" -> change.keys().toMap();
            case "old" -> change.findOldItem().map(Item::toMap).orElse(null);
            case NewKeyword.HIDDEN, "new" ->
                change.findNewItem().map(Item::toMap).orElse(null);
            case "diff" -> new Differences(change.diff());
            default -> throw new IllegalArgumentException("There is no '%s', only %s".formatted(name, NAMES));
        };
    }

    /** The differences, for {@code diff.changed('price')}. */
    static final class Differences {

        private final ItemDiff diff;

        private Differences(ItemDiff diff) {
            this.diff = diff;
        }

        /** Whether the attribute at this path differs. */
        public boolean changed(String path) {
            return diff.changed(path);
        }
    }
}
