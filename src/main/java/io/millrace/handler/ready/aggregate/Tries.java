package io.millrace.handler.ready.aggregate;

import io.millrace.time.Backoff;
import io.millrace.time.Sleeper;
import java.time.Duration;

/** The tries of a transaction, and the waits between them. Not for use by several threads. */
final class Tries {

    /** The most tries while other writers hold the items. */
    static final int MOST = 12;

    /** The most tries without an answer. */
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

    /** Waits for the next of at most this many tries. Returns whether there is one. */
    boolean anotherAfterAWhile(int tries) throws InterruptedException {
        if (!another() || over >= tries) {
            return false;
        }
        sleeper.sleep(backoff.next());
        return true;
    }
}
