package io.millrace.source;

import io.millrace.time.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Time that goes faster than on the machine, for what is done every few seconds. */
final class QuickTime {

    private static final int PACE = 50;

    private QuickTime() {}

    /** @param clock the time of day */
    static Time with(InstantSource clock) {
        long start = System.nanoTime();
        InstantSource steady = () -> Instant.EPOCH.plusNanos((System.nanoTime() - start) * PACE);
        return new Time(clock, steady, wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos() / PACE));
    }
}
