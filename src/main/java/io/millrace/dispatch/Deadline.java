package io.millrace.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Until when a batch may work.
 *
 * @param lastStart from this instant on nothing more is started
 * @param end when the host ends what still runs
 * @param clock goes on evenly, whatever becomes of the time of day
 * @param stopping whether the process is being stopped: only then is an interruption meant for the batch
 */
public record Deadline(Instant lastStart, Instant end, InstantSource clock, BooleanSupplier stopping) {

    /** All the time in the world. */
    public static final Deadline NONE = new Deadline(Instant.MAX, Instant.MAX, InstantSource.fixed(Instant.EPOCH));

    /** Of a process that nobody stops. */
    public Deadline(Instant lastStart, Instant end, InstantSource clock) {
        this(lastStart, end, clock, () -> false);
    }

    /** There is time until this instant. */
    public static Deadline at(Instant end, InstantSource clock) {
        return new Deadline(end, end, clock);
    }

    /** Of the handler's call that this thread is in; {@link #NONE} where it is in none. */
    public static Deadline ofThisCall() {
        return HandlerCall.deadline();
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

    /** Whether nothing more may be started. */
    public boolean isOver() {
        return !allows(Duration.ZERO);
    }
}
