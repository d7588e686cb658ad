package io.millrace.source;

import io.millrace.mapping.DiscardedBatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens next in a lane. */
sealed interface Decision {

    /** The batch is delivered. */
    record Deliver(SubBatch batch) implements Decision {}

    /** The batch is discarded: its destination gets it. */
    record Discard(SubBatch batch, DiscardedBatch.Condition condition) implements Decision {}

    /**
     * Nothing happens for now.
     *
     * @param until when to ask again; {@code null} for not before something is added
     */
    record Wait(@Nullable Instant until) implements Decision {}
}
