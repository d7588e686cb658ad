package io.millrace.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A map in the memory of the process, limited in number and age; the oldest entries are dropped first. Any thread may call.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class Recent<K, V> {

    private static final int MOST = 50_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final InstantSource steady;
    private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>();
    private volatile boolean empty = true;

    private record Entry<V>(V value, Instant put) {}

    Recent(InstantSource steady) {
        this.steady = steady;
    }

    boolean isEmpty() {
        return empty;
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    synchronized void put(K key, V value) {
        entries.remove(key);
        entries.put(key, new Entry<>(value, steady.instant()));
        forgetOld();
    }

    synchronized void remove(K key) {
        entries.remove(key);
        empty = entries.isEmpty();
    }

    synchronized void forgetOld() {
        Instant oldest = steady.instant().minus(LONGEST);
        var all = entries.entrySet().iterator();
        while (all.hasNext() && isOld(all.next(), oldest)) {
            all.remove();
        }
        empty = entries.isEmpty();
    }

    private boolean isOld(Map.Entry<K, Entry<V>> entry, Instant oldest) {
        return entries.size() > MOST || !entry.getValue().put().isAfter(oldest);
    }
}
