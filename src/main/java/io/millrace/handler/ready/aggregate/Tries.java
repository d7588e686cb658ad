package io.millrace.handler.ready.aggregate;

import io.millrace.time.Backoff;
import io.millrace.time.Sleeper;
import java.time.Duration;

/**
 * How often something is tried, and the waits in between.
 * Not for use by several threads.
 */
final class Tries {

    /** Where others are in the way, which passes. */
    static final int MOST = 12;

    /** Where there may be no answer for long. */
    static final int MOST_UNANSWERED = 5;

    private final Sleeper sleeper;
    private final Backoff backoff = Backoff.jittered(Duration.ofMillis(25), Duration.ofSeconds(1));
    private int over;

    Tries(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** Returns whether there is another try. */
    boolean another() {
        over++;
        return over < MOST;
    }

    /** Waits for the next try, of this many. Returns whether there is one. */
    boolean anotherAfterAWhile(int tries) throws InterruptedException {
        if (!another() || over >= tries) {
            return false;
        }
        sleeper.sleep(backoff.next());
        return true;
    }
}
