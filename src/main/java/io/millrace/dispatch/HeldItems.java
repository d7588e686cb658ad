package io.millrace.dispatch;

import io.millrace.change.ItemKey;
import java.util.HashSet;
import java.util.Set;

/** The items whose later records have to wait. A record that doesn't tell its item waits for all, and all wait for it. */
final class HeldItems {

    private final Set<ItemKey> items = new HashSet<>();
    private boolean all;

    boolean hold(Work work) {
        return all || !items.isEmpty() && (!work.hasItem() || items.contains(work.item()));
    }

    void add(Work work) {
        if (work.hasItem()) {
            items.add(work.item());
        } else {
            all = true;
        }
    }
}
