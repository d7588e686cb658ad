package io.millrace.source;

import io.millrace.mapping.DiscardedBatch;

/** Keeps discarded batches. Several threads call. */
@FunctionalInterface
public interface Destination {

    /**
     * Keeps a batch: it is kept when this returns.
     *
     * @throws RuntimeException if the batch can't be kept; then this is called again, and the batch's lane waits
     */
    void send(DiscardedBatch batch);
}
