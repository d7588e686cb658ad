package io.millrace.time;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The clocks, and how to wait.
 *
 * @param clock the time of day, which somebody may set
 * @param steady goes on evenly whatever becomes of the time of day; only how far its instants are apart means something
 */
public record Time(InstantSource clock, InstantSource steady, Sleeper sleeper) {

    /** The machine's clocks, and waiting indeed. */
    public static final Time SYSTEM =
            new Time(InstantSource.system(), steadyFrom(Instant.now()), wait -> Thread.sleep(wait.toMillis()));

    /** With a clock that nobody sets. */
    public Time(InstantSource clock, Sleeper sleeper) {
        this(clock, clock, sleeper);
    }

    private static InstantSource steadyFrom(Instant now) {
        long start = System.nanoTime();
        return () -> now.plusNanos(System.nanoTime() - start);
    }
}
