package io.millrace.handler.kit;

import io.millrace.time.Backoff;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;

/** The tries of one call to a server, with growing waits between them. Not for use by several threads. */
public final class CallTries {

    /** The most tries. */
    private static final int MOST = 5;

    private final Time time;
    private final Instant end;
    private final Duration longest;
    private final Backoff backoff;

    /**
     * The first try begins now.
     *
     * @param end the instant after which no try begins: {@link Patience#end} if the handler's own thread makes the call
     * @param first the wait before the second try
     * @param longest the limit of each wait
     */
    public CallTries(Time time, Instant end, Duration first, Duration longest) {
        this.time = time;
        this.end = end;
        this.longest = longest;
        this.backoff = Backoff.exponential(first, longest);
    }

    /** Waits for the next try after one that failed. Returns whether there is one. */
    public boolean another() throws InterruptedException {
        return another(Duration.ZERO);
    }

    /**
     * Waits for the next try, at least as long as the server asks for. Returns whether there is one: not if the server asks
     * for more than the longest wait.
     */
    public boolean another(Duration least) throws InterruptedException {
        Duration pause = backoff.next();
        Duration wait = least.compareTo(pause) > 0 ? least : pause;
        boolean another = backoff.anotherOf(MOST)
                && wait.compareTo(longest) <= 0
                && !time.clock().instant().plus(wait).isAfter(end);
        if (another) {
            time.sleeper().sleep(wait);
        }
        return another;
    }
}
