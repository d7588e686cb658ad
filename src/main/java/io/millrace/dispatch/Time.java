package io.millrace.dispatch;

import java.time.InstantSource;

/** The clock, and how to wait. */
public record Time(InstantSource clock, Sleeper sleeper) {

    /** The machine's clock, and waiting indeed. */
    public static final Time SYSTEM = new Time(InstantSource.system(), wait -> Thread.sleep(wait.toMillis()));
}
