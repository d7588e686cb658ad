package io.millrace.handler.kit;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemKey;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.HeldBackException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The failures of a batch, which keep the order of each item: all changes behind the first failure of an item are held back. Any
 * thread may call.
 */
public final class ItemFailures {

    private final Map<SequenceNumber, Throwable> causes = new HashMap<>();
    private final Set<ItemKey> items = new HashSet<>();

    /** Records that a change failed. */
    public synchronized void fail(Change<Item> change, Throwable cause) {
        causes.put(change.sequenceNumber(), cause);
        items.add(change.itemKey());
    }

    /** Records the failures of another part of the batch. */
    public synchronized void addAll(ItemFailures others) {
        causes.putAll(others.causes);
        items.addAll(others.items);
    }

    /** Whether a change of the same item failed, so that a later one must not be tried. */
    public synchronized boolean holdBack(Change<Item> change) {
        return !items.isEmpty() && items.contains(change.itemKey());
    }

    /**
     * Returns the result of a handler.
     *
     * @param changes all changes of the batch, in order
     * @return the cause of the first failure of each item, and {@link HeldBackException} for the changes behind it
     */
    public synchronized Map<SequenceNumber, Throwable> of(List<Change<Item>> changes) {
        Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
        Set<ItemKey> failed = new HashSet<>();
        for (Change<Item> change : changes) {
            if (holdBack(change)) {
                Throwable cause = failed.contains(change.itemKey())
                        ? HeldBackException.INSTANCE
                        : causes.get(change.sequenceNumber());
                if (cause != null) {
                    failed.add(change.itemKey());
                    failures.put(change.sequenceNumber(), cause);
                }
            }
        }
        return failures;
    }
}
