package io.millrace.time;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The clocks, and how to wait.
 *
 * @param clock the time of day, which may be changed
 * @param steady a steady clock, independent of changes to the time of day; only differences between its instants have
 *     a meaning
 */
public record Time(InstantSource clock, InstantSource steady, Sleeper sleeper) {

    /** The machine's clocks, and real waiting. */
    public static final Time SYSTEM =
            new Time(InstantSource.system(), steadyFrom(Instant.now()), wait -> Thread.sleep(wait.toMillis()));

    /** With a clock that is steady. */
    public Time(InstantSource clock, Sleeper sleeper) {
        this(clock, clock, sleeper);
    }

    private static InstantSource steadyFrom(Instant now) {
        long start = System.nanoTime();
        return () -> now.plusNanos(System.nanoTime() - start);
    }
}
