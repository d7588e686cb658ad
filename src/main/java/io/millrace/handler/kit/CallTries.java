package io.millrace.handler.kit;

import io.millrace.time.Backoff;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * The tries of one call to a server, and the waits between them, which grow. Not for use by several threads.
 */
public final class CallTries {

    /** The most tries. */
    private static final int MOST = 5;

    private final Time time;
    private final Instant end;
    private final Backoff backoff;
    private int over;

    /**
     * The first try begins now.
     *
     * @param end no try begins after this instant; {@link Patience#end} where the call is made by the thread of the handler
     * @param first the wait before the second try
     */
    public CallTries(Time time, Instant end, Duration first, Duration longest) {
        this.time = time;
        this.end = end;
        this.backoff = Backoff.exponential(first, longest);
    }

    /** Waits for the next try after one that failed. Returns whether there is one. */
    public boolean another() throws InterruptedException {
        Duration wait = backoff.next();
        over++;
        boolean another = over < MOST && !time.clock().instant().plus(wait).isAfter(end);
        if (another) {
            time.sleeper().sleep(wait);
        }
        return another;
    }
}
