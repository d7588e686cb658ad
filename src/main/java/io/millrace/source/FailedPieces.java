package io.millrace.source;

import io.millrace.change.EscapedException;
import io.millrace.change.Printable;
import io.millrace.change.SequenceNumber;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what fails of a shard. What fails again in the same way, as what blocks a lane does, is told with its stack once, and
 * then by a line at growing intervals. Any thread may call.
 */
final class FailedPieces {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);
    private static final int MOST_BETWEEN = 256;
    private static final int LONGEST_REASON = 500;

    private final ShardName shard;
    private final Map<SequenceNumber, Told> told = new ConcurrentHashMap<>();

    /** How often a piece has failed for a reason. */
    private record Told(String reason, int times) {

        /** After 1, 2, 4, 8 times and so on, and in the end after each 256. */
        boolean isDue() {
            return Integer.bitCount(times) == 1 && times < MOST_BETWEEN || times % MOST_BETWEEN == 0;
        }
    }

    FailedPieces(ShardName shard) {
        this.shard = shard;
    }

    /**
     * A piece has failed.
     *
     * @param failure what the function threw; {@code null} where the answer names none of its records
     */
    void failed(Piece piece, @Nullable Throwable failure) {
        String reason = failure == null ? "the answer names a record that the batch has not" : text(failure);
        int size = piece.entries().size();
        Told now = told.merge(
                piece.first().number(),
                new Told(reason, 1),
                (before, first) -> before.reason().equals(reason) ? new Told(reason, before.times() + 1) : first);
        if (now.times() > 1) {
            if (now.isDue()) {
                log.error("{}: a batch of {} has failed {} times, {}", shard, size, now.times(), reason);
            }
        } else if (failure == null) {
            log.error("{}: a batch of {} failed, {}", shard, size, reason);
        } else {
            log.error("{}: a batch of {} failed", shard, size, EscapedException.of(failure));
        }
    }

    private static String text(Throwable failure) {
        String text = Printable.of(failure.toString());
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
    }

    /** A piece is done, or given up. */
    void over(Piece piece) {
        told.remove(piece.first().number());
    }
}
