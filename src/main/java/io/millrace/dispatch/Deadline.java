package io.millrace.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Until when a batch may work.
 *
 * @param lastStart from this instant on nothing more is started
 * @param end when the host ends what still runs
 */
public record Deadline(Instant lastStart, Instant end, InstantSource clock) {

    /** What is kept of the time to tell what came of a batch. */
    private static final Duration LEAST_REST = Duration.ofMillis(100);

    /** For a call that comes when the end is past already: only a host that ends nothing lets it come that far. */
    private static final Duration LATE_CALL = Duration.ofSeconds(1);

    /** All the time in the world. */
    public static final Deadline NONE = new Deadline(Instant.MAX, Instant.MAX, InstantSource.fixed(Instant.EPOCH));

    /** There is time until this instant. */
    public static Deadline at(Instant end, InstantSource clock) {
        return new Deadline(end, end, clock);
    }

    /** Whether there is still time after waiting so long. */
    public boolean allows(Duration wait) {
        return clock.instant().plus(wait).isBefore(lastStart);
    }

    /**
     * How long a call may take that has to be made although nothing more is started, such as one that keeps what failed: what
     * is left until the end, but for the time that it takes to tell what came of the batch.
     *
     * @param most at most so long
     * @throws IllegalStateException if there is no time for any
     */
    public Duration patience(Duration most) {
        Duration left = Duration.between(clock.instant(), end);
        Duration patience = left.isNegative() || left.isZero() ? LATE_CALL : left.minus(rest(left));
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalStateException("No time is left for another call");
        }
        return patience.compareTo(most) < 0 ? patience : most;
    }

    private static Duration rest(Duration left) {
        Duration tenth = left.dividedBy(10);
        return tenth.compareTo(LEAST_REST) < 0 ? LEAST_REST : tenth;
    }

    /** Whether nothing more may be started. */
    public boolean isOver() {
        return !allows(Duration.ZERO);
    }
}
