package io.millrace.change;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The differences between the two images of a record, attribute by attribute. Numbers compare as numbers, sets
 * without order; an attribute that appears or disappears differs. In an INSERT or a REMOVE, every attribute differs.
 */
public final class ItemDiff {

    /**
     * One attribute that differs.
     *
     * @param before the value in the old image as a plain Java value; empty when absent or NULL
     * @param after the value in the new image; empty when absent or NULL
     */
    public record Difference(Optional<Object> before, Optional<Object> after) {}

    private final Item before;
    private final Item after;

    ItemDiff(Item before, Item after) {
        this.before = before;
        this.after = after;
    }

    /** Whether the attribute at this path differs. */
    public boolean changed(String path) {
        return before.has(path) != after.has(path)
                || !AttributeValues.same(
                        before.find(path).orElse(null), after.find(path).orElse(null));
    }

    /** The top-level attributes that differ, by name. */
    public Map<String, Difference> differences() {
        Map<String, Difference> differences = new TreeMap<>();
        before.names().forEach(name -> add(differences, name));
        after.names().forEach(name -> add(differences, name));
        return Collections.unmodifiableMap(differences);
    }

    private void add(Map<String, Difference> differences, String name) {
        String path = AttributePath.escape(name);
        if (changed(path)) {
            differences.put(name, new Difference(before.find(path), after.find(path)));
        }
    }

    @Override
    public String toString() {
        return differences().toString();
    }
}
