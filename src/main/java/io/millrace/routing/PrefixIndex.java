package io.millrace.routing;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values by prefix. A trie folded into one hash table: the hash of a key's beginnings comes from one pass over the key,
 * and only lengths that some prefix has are looked up. A thousand prefixes of one length cost one look-up.
 */
final class PrefixIndex<V> {

    private record Entry<V>(int hash, String prefix, V value) {}

    private @Nullable Entry<V>[] slots = newSlots(16);
    private int size;
    private boolean[] lengths = new boolean[0];
    private @Nullable V empty;

    V at(String prefix, Supplier<V> make) {
        if (prefix.isEmpty()) {
            empty = empty == null ? make.get() : empty;
            return empty;
        }
        int slot = slot(prefix.hashCode(), prefix, prefix.length());
        Entry<V> present = slots[slot];
        return present != null ? present.value() : add(prefix, make.get());
    }

    private V add(String prefix, V value) {
        if (++size * 2 > slots.length) {
            grow();
        }
        slots[slot(prefix.hashCode(), prefix, prefix.length())] = new Entry<>(prefix.hashCode(), prefix, value);
        lengths = Arrays.copyOf(lengths, Math.max(lengths.length, prefix.length() + 1));
        lengths[prefix.length()] = true;
        return value;
    }

    private void grow() {
        @Nullable Entry<V>[] old = slots;
        slots = newSlots(old.length * 2);
        for (Entry<V> entry : old) {
            if (entry != null) {
                slots[slot(entry.hash(), entry.prefix(), entry.prefix().length())] = entry;
            }
        }
    }

    /** Hands over the value of each prefix of the key. */
    void visit(String key, Consumer<V> visitor) {
        if (empty != null) {
            visitor.accept(empty);
        }
        int hash = 0;
        for (int length = 1; length < lengths.length && length <= key.length(); length++) {
            hash = 31 * hash + key.charAt(length - 1); // as String.hashCode() does
            if (lengths[length]) {
                Entry<V> entry = slots[slot(hash, key, length)];
                if (entry != null) {
                    visitor.accept(entry.value());
                }
            }
        }
    }

    /** Where the prefix stands that is the first characters of the key, or the free slot where it would. */
    private int slot(int hash, String key, int length) {
        int slot = (hash ^ hash >>> 16) & slots.length - 1;
        while (true) {
            Entry<V> entry = slots[slot];
            if (entry == null || entry.hash() == hash && isPrefix(entry.prefix(), key, length)) {
                return slot;
            }
            slot = slot + 1 & slots.length - 1;
        }
    }

    private static boolean isPrefix(String prefix, String key, int length) {
        return prefix.length() == length && key.startsWith(prefix);
    }

    @SuppressWarnings("unchecked")
    private static <V> @Nullable Entry<V>[] newSlots(int count) {
        return new Entry[count];
    }
}
