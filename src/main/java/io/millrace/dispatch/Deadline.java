package io.millrace.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Until when a batch may start something. */
public interface Deadline {

    /** All the time in the world. */
    Deadline NONE = wait -> true;

    /** Whether there is still time after waiting so long. */
    boolean allows(Duration wait);

    /** There is time until this instant. */
    static Deadline at(Instant end, InstantSource clock) {
        return wait -> clock.instant().plus(wait).isBefore(end);
    }

    default boolean isOver() {
        return !allows(Duration.ZERO);
    }
}
