package io.millrace.handler.kit;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemKey;
import io.millrace.handler.kit.Batching.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** The entries of a batch that are still to be sent, by item, so that finding the next entries does not touch the others. */
final class Outgoing<E> {

    private final Map<ItemKey, Deque<Entry<E>>> byItem = new HashMap<>();
    private final NavigableMap<Integer, Entry<E>> firsts = new TreeMap<>();
    private int added;
    private int size;

    static final class Entry<E> {

        final Change<Item> change;
        final E content;
        final int bytes;
        private final ItemKey item;
        private int place;
        int tries;

        Entry(Change<Item> change, E content, int bytes) {
            this.change = change;
            this.item = change.itemKey();
            this.content = content;
            this.bytes = bytes;
        }
    }

    int size() {
        return size;
    }

    /** Returns the first entry of each item. */
    List<Entry<E>> firsts() {
        return List.copyOf(firsts.values());
    }

    void add(Entry<E> entry) {
        entry.place = added++;
        size++;
        Deque<Entry<E>> queue = byItem.computeIfAbsent(entry.item, none -> new ArrayDeque<>());
        queue.add(entry);
        if (queue.size() == 1) {
            firsts.put(entry.place, entry);
        }
    }

    /**
     * Returns the next entries that go together: one of each item, since of several the server might take only the later one.
     * An entry that is too large to go with those before it waits. At most as many are passed over as go together.
     */
    List<Entry<E>> chunk(Limits limits) {
        List<Entry<E>> chunk = new ArrayList<>();
        int bytes = 0;
        int passed = 0;
        for (Entry<E> entry : firsts.values()) {
            if (chunk.size() == limits.entries() || passed == limits.entries()) {
                break;
            }
            if (bytes + entry.bytes <= limits.bytes()) {
                chunk.add(entry);
                bytes += entry.bytes;
            } else {
                passed++;
            }
        }
        return chunk;
    }

    /** Removes the first entry of an item, so that the next follows. */
    void remove(Entry<E> first) {
        firsts.remove(first.place);
        size--;
        Deque<Entry<E>> queue = queue(first);
        queue.remove();
        if (queue.isEmpty()) {
            byItem.remove(first.item);
        } else {
            firsts.put(queue.element().place, queue.element());
        }
    }

    /** Removes the first entry of an item and all behind it. */
    void removeAll(Entry<E> first) {
        size -= queue(first).size();
        byItem.remove(first.item);
        firsts.remove(first.place);
    }

    private Deque<Entry<E>> queue(Entry<E> entry) {
        return Objects.requireNonNull(byItem.get(entry.item));
    }
}
