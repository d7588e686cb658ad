package io.millrace.source;

import io.millrace.mapping.DiscardedBatch;

/** Learns of what is given up. Several threads call. */
@FunctionalInterface
public interface Destination {

    /**
     * Takes note of a batch. Returning means that it is kept.
     *
     * @throws RuntimeException if it can't be kept; then it is tried again, and its lane waits
     */
    void send(DiscardedBatch batch);
}
