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

    /** Whether nothing more may be started. */
    public boolean isOver() {
        return !allows(Duration.ZERO);
    }
}
