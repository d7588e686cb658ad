package io.millrace.expression;

import io.millrace.change.Change;
import io.millrace.change.Item;
import org.jspecify.annotations.Nullable;

/**
 * The scope of one evaluation: the names of a change, and an element of a list.
 *
 * @param element {@code #this} in a selection or a projection
 */
record Scope(Names names, @Nullable Object element, Steps steps) {

    static Scope of(Change<Item> change) {
        return new Scope(new Names(change), null, new Steps());
    }

    Scope at(@Nullable Object element) {
        steps.take(1);
        return new Scope(names, element, steps);
    }

    @Nullable
    Object get(String name) {
        return names.get(name);
    }
}
