package io.millrace.handler.ready.aggregate;

import io.millrace.time.Sleeper;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often something is tried, and the waits in between: exponential with full jitter, or those who met once would meet again.
 * Not for use by several threads.
 */
final class Tries {

    /** Where others are in the way, which passes. */
    static final int MOST = 12;

    /** Where there may be no answer for long. */
    static final int MOST_UNANSWERED = 5;

    private static final int FIRST_MILLIS = 25;
    private static final int LONGEST_MILLIS = 1_000;

    private final Sleeper sleeper;
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
        int most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << over - 1);
        sleeper.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(most) + 1L));
        return true;
    }
}
