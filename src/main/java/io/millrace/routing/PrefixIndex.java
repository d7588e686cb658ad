package io.millrace.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Maps prefixes to values. It is a trie in one hash table: one pass over a key computes the hashes of all its
 * prefixes, and only the lengths of known prefixes are looked up. Ten thousand prefixes of one length cost one
 * look-up.
 *
 * <p>The table is one array, and the prefixes are stored in another one, one after another, so that a look-up touches
 * little memory and follows no chain of references.
 */
final class PrefixIndex<V> {

    /**
     * A slot is four numbers: the prefix's hash, where it starts and ends, and its value's place. Free slots end at
     * 0.
     */
    private static final int WIDTH = 4;

    private static final int START = 1;
    private static final int END = 2;
    private static final int VALUE = 3;

    private int[] slots = new int[16 * WIDTH];
    private char[] prefixes = new char[64];
    private int length;
    private final List<V> values = new ArrayList<>();
    private boolean[] lengths = new boolean[0];

    /** The value of this prefix, which is not empty; created if it is missing. */
    V at(String prefix, Supplier<V> make) {
        int slot = slot(prefix.hashCode(), prefix, prefix.length());
        return isFree(slot) ? add(prefix, make.get()) : values.get(slots[slot + VALUE]);
    }

    private V add(String prefix, V value) {
        values.add(value);
        if (values.size() * WIDTH * 4 > slots.length * 3) {
            grow();
        }
        int end = length + prefix.length();
        prefixes = end > prefixes.length ? Arrays.copyOf(prefixes, end * 2) : prefixes;
        prefix.getChars(0, prefix.length(), prefixes, length);
        int[] entry = {prefix.hashCode(), length, end, values.size() - 1};
        System.arraycopy(entry, 0, slots, slot(prefix.hashCode(), prefix, prefix.length()), WIDTH);
        length = end;
        lengths = Arrays.copyOf(lengths, Math.max(lengths.length, prefix.length() + 1));
        lengths[prefix.length()] = true;
        return value;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[old.length * 2];
        for (int slot = 0; slot < old.length; slot += WIDTH) {
            if (old[slot + END] > 0) {
                String prefix = new String(prefixes, old[slot + START], old[slot + END] - old[slot + START]);
                System.arraycopy(old, slot, slots, slot(old[slot], prefix, prefix.length()), WIDTH);
            }
        }
    }

    /** Passes the value of each prefix of the key to the visitor. */
    void visit(String key, Consumer<V> visitor) {
        int hash = 0;
        for (int i = 1; i < lengths.length && i <= key.length(); i++) {
            hash = 31 * hash + key.charAt(i - 1); // as String.hashCode() does
            if (lengths[i]) {
                int slot = slot(hash, key, i);
                if (!isFree(slot)) {
                    visitor.accept(values.get(slots[slot + VALUE]));
                }
            }
        }
    }

    /** The slot of the prefix that consists of the key's first characters, or the free slot for it. */
    private int slot(int hash, String key, int count) {
        int slot = (hash ^ hash >>> 16) * WIDTH & slots.length - 1;
        while (!isFree(slot) && !(slots[slot] == hash && isAt(slot, key, count))) {
            slot = slot + WIDTH & slots.length - 1;
        }
        return slot;
    }

    private boolean isFree(int slot) {
        return slots[slot + END] == 0;
    }

    private boolean isAt(int slot, String key, int count) {
        int start = slots[slot + START];
        if (slots[slot + END] - start != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (prefixes[start + i] != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
