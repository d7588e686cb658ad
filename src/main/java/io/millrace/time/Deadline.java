package io.millrace.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time limit of a batch.
 *
 * @param lastStart from this instant on, nothing is started
 * @param end when the host terminates what still runs
 * @param clock a steady clock, independent of changes to the time of day
 * @param stopping whether the process is being stopped: only then does an interruption apply to the batch
 * @param redelivered whether the batch is delivered again automatically until it is done
 */
public record Deadline(
        Instant lastStart, Instant end, InstantSource clock, BooleanSupplier stopping, boolean redelivered) {

    /** The time reserved for reporting the result of a batch. */
    private static final Duration LEAST_REST = Duration.ofMillis(100);

    /** For a call after the end: only a host that terminates nothing lets a batch run that long. */
    private static final Duration LATE_CALL = Duration.ofSeconds(1);

    /** No limit. */
    public static final Deadline NONE = new Deadline(Instant.MAX, Instant.MAX, InstantSource.fixed(Instant.EPOCH));

    private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

    /** A deadline of a process that is not being stopped. */
    public Deadline(Instant lastStart, Instant end, InstantSource clock) {
        this(lastStart, end, clock, () -> false, false);
    }

    /** A deadline that ends at this instant. */
    public static Deadline at(Instant end, InstantSource clock) {
        return new Deadline(end, end, clock);
    }

    /** The deadline of the handler's call that this thread runs; {@link #NONE} if it runs none. */
    public static Deadline ofThisCall() {
        Deadline known = CURRENT.get();
        return known == null ? NONE : known;
    }

    /** Runs a handler's call in this thread; {@link #ofThisCall()} returns this deadline until it ends. */
    public <T> T within(Callable<T> call) throws Exception {
        Deadline outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return call.call();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** This deadline, or the other if it is earlier. */
    public Deadline orSooner(Deadline other) {
        return other.left().compareTo(left()) < 0 ? other : this;
    }

    /** How long something may still be started; negative when this time is over. */
    public Duration left() {
        return Duration.between(clock.instant(), lastStart);
    }

    /** Whether the process is being stopped. */
    public boolean isStopping() {
        return stopping.getAsBoolean();
    }

    /** Whether there is still time after a wait. */
    public boolean allows(Duration wait) {
        return clock.instant().plus(wait).isBefore(lastStart);
    }

    /**
     * How long a call may take that has to be made although nothing more is started, such as one that stores a failed
     * record: the time until the end, less the time reserved for reporting the result of the batch.
     *
     * @param most the upper limit
     * @throws IllegalStateException if no time is left for a call
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
