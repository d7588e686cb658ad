package io.millrace.source;

import io.millrace.change.EscapedException;
import io.millrace.change.Printable;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.Recurrence;
import io.millrace.mapping.SubBatch;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what fails of a shard. What fails again in the same way, as what blocks a lane does, is told with its stack once, and
 * then by a line at growing intervals. Any thread may call.
 */
final class FailedSubBatches {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);
    private static final int LONGEST_REASON = 500;

    /** What is wrong with an answer that is none of its batch. */
    static final String UNKNOWN_RECORD = "the answer names a record that the batch has not";

    private final ShardName shard;
    private final Map<SequenceNumber, Recurrence> told = new ConcurrentHashMap<>();

    FailedSubBatches(ShardName shard) {
        this.shard = shard;
    }

    /**
     * A piece has failed.
     *
     * @param failure what the function threw; {@code null} where the answer names none of its records
     */
    void failed(SubBatch piece, @Nullable Throwable failure) {
        int size = piece.entries().size();
        String reason = failure == null ? UNKNOWN_RECORD : Printable.shortened(failure.toString(), LONGEST_REASON);
        Recurrence now = told.compute(
                piece.first().number(),
                (number, before) -> failure == null ? Recurrence.of(reason, before) : Recurrence.of(failure, before));
        if (now.isFirst() && failure != null) {
            log.error("{}: a batch of {} failed", shard, size, EscapedException.of(failure));
        } else if (now.isFirst()) {
            log.error("{}: a batch of {} failed, {}", shard, size, reason);
        } else if (now.isDue()) {
            log.error("{}: a batch of {} has failed {} times, {}", shard, size, now.times(), reason);
        }
    }

    /** A piece is done, or given up. */
    void over(SubBatch piece) {
        told.remove(piece.first().number());
    }
}
