package io.millrace.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Until when a batch may work.
 *
 * @param lastStart from this instant on nothing more is started
 * @param end when the host ends what still runs
 * @param clock goes on evenly, whatever becomes of the time of day
 * @param stopping whether the process is being stopped: only then is an interruption meant for the batch
 * @param redelivered whether what delivers the batch does so again by itself, until it is done
 */
public record Deadline(
        Instant lastStart, Instant end, InstantSource clock, BooleanSupplier stopping, boolean redelivered) {

    /** What is kept of the time to tell what came of a batch. */
    private static final Duration LEAST_REST = Duration.ofMillis(100);

    /** For a call that comes when the end is past already: only a host that ends nothing lets it come that far. */
    private static final Duration LATE_CALL = Duration.ofSeconds(1);

    /** All the time in the world. */
    public static final Deadline NONE = new Deadline(Instant.MAX, Instant.MAX, InstantSource.fixed(Instant.EPOCH));

    private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

    /** Of a process that nobody stops. */
    public Deadline(Instant lastStart, Instant end, InstantSource clock) {
        this(lastStart, end, clock, () -> false, false);
    }

    /** There is time until this instant. */
    public static Deadline at(Instant end, InstantSource clock) {
        return new Deadline(end, end, clock);
    }

    /** Of the handler's call that this thread is in; {@link #NONE} where it is in none. */
    public static Deadline ofThisCall() {
        Deadline known = CURRENT.get();
        return known == null ? NONE : known;
    }

    /** Makes a handler's call in this thread: {@link #ofThisCall()} is this one until it ends. */
    public <T> T within(Callable<T> call) throws Exception {
        Deadline outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return call.call();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** This one, or the other where that has less time left. */
    public Deadline orSooner(Deadline other) {
        return other.left().compareTo(left()) < 0 ? other : this;
    }

    /** How long something may still be started; negative when that is over. */
    public Duration left() {
        return Duration.between(clock.instant(), lastStart);
    }

    /** Whether the process is being stopped. */
    public boolean isStopping() {
        return stopping.getAsBoolean();
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
