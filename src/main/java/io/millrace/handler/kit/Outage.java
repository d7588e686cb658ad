package io.millrace.handler.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An outage of a server, for one call of a handler: the calls in a row that had no answer. Once it is long, the rest of the batch
 * fails without being tried. Any thread may call.
 */
public final class Outage {

    private final InstantSource clock;
    private final int most;
    private final Duration longest = Patience.ofThisCall();
    private int calls;
    private Instant since = Instant.MIN;
    private @Nullable Throwable cause;

    /** @param most how many calls without an answer make a long outage, unless the patience of the handler ends before */
    public Outage(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** A call begins. */
    public synchronized void begin() {
        since = isOngoing() ? since : clock.instant();
    }

    /** The server answered. */
    public synchronized void answered() {
        calls = 0;
    }

    /** The server did not answer. */
    public synchronized void unanswered(Throwable why) {
        calls++;
        cause = why;
    }

    /** Whether the last call had no answer. */
    public synchronized boolean isOngoing() {
        return calls > 0;
    }

    /** Whether no further call is worth making. */
    public synchronized boolean isLong() {
        return calls >= most || isOngoing() && !clock.instant().isBefore(since.plus(longest));
    }

    /** Returns why the last call had no answer. */
    public synchronized Throwable cause() {
        return Objects.requireNonNull(cause);
    }
}
