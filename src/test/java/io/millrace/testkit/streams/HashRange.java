package io.millrace.testkit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The partition keys of a shard, by a hash of theirs.
 *
 * @param to not among them
 */
record HashRange(long from, long to) {

    static final HashRange ALL = new HashRange(0, 1L << 32);

    boolean has(String partitionKey) {
        long hash = UUID.nameUUIDFromBytes(partitionKey.getBytes(UTF_8)).getMostSignificantBits() >>> 32;
        return hash >= from && hash < to;
    }

    /** As many parts of one size, more or less. */
    List<HashRange> parts(int count) {
        List<HashRange> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new HashRange(border(i, count), border(i + 1, count)));
        }
        return parts;
    }

    private long border(int part, int count) {
        return from + (to - from) * part / count;
    }
}
