package io.millrace.handler.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls in a row that had no answer. Not for use by several threads. */
public final class Silence {

    private final InstantSource clock;
    private final int most;
    private final Duration longest;
    private int calls;
    private Instant since = Instant.MIN;
    private @Nullable Throwable failure;

    /**
     * @param most calls without an answer that are worth making
     * @param longest time after which no other is
     */
    public Silence(InstantSource clock, int most, Duration longest) {
        this.clock = clock;
        this.most = most;
        this.longest = longest;
    }

    /** A call begins. */
    public void begin() {
        since = lasts() ? since : clock.instant();
    }

    /** There is an answer. */
    public void end() {
        calls = 0;
    }

    /** There is none. */
    public void goesOn(Throwable why) {
        calls++;
        failure = why;
    }

    /** Whether the last call had no answer. */
    public boolean lasts() {
        return calls > 0;
    }

    /** Whether another call would have none either. */
    public boolean isLong() {
        return calls >= most || lasts() && !clock.instant().isBefore(since.plus(longest));
    }

    /** Why the last call had no answer. */
    public Throwable failure() {
        return Objects.requireNonNull(failure);
    }
}
