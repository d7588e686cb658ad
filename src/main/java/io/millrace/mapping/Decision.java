package io.millrace.mapping;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a lane wants next. */
public sealed interface Decision {

    /** Deliver this. */
    record Deliver(SubBatch piece) implements Decision {}

    /** Tell the destination for what is given up about this. */
    record GiveUp(SubBatch piece, DiscardedBatch.Condition condition) implements Decision {}

    /**
     * Nothing for now.
     *
     * @param until {@code null} until something is added
     */
    record Wait(@Nullable Instant until) implements Decision {}
}
