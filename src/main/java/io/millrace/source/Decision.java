package io.millrace.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a lane wants next. */
sealed interface Decision {

    /** Deliver this. */
    record Deliver(Piece piece) implements Decision {}

    /** Tell the destination for what is given up about this. */
    record GiveUp(Piece piece, GivenUpBatch.Condition condition) implements Decision {}

    /**
     * Nothing for now.
     *
     * @param until {@code null} until something is added
     */
    record Wait(@Nullable Instant until) implements Decision {}
}
