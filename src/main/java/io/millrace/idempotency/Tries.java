package io.millrace.idempotency;

import io.millrace.time.Backoff;
import io.millrace.time.Deadline;
import io.millrace.time.Sleeper;
import java.time.Duration;

/**
 * How often something is tried, and the waits in between. Not for use by several threads.
 */
final class Tries {

    static final int MOST = 8;

    private final Sleeper sleeper;
    private final Backoff backoff = Backoff.jittered(Duration.ofMillis(25), Duration.ofSeconds(1));
    private final Deadline deadline;
    private int over;

    /**
     * @param deadline when waits end
     */
    Tries(Sleeper sleeper, Deadline deadline) {
        this.sleeper = sleeper;
        this.deadline = deadline;
    }

    /** Waits for the next try. Returns whether there is one. */
    boolean another() {
        over++;
        if (over >= MOST) {
            return false;
        }
        sleep(backoff.next());
        return true;
    }

    private void sleep(Duration wait) {
        try {
            sleeper.sleep(deadline.patience(wait));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IdempotencyException("Interrupted while waiting for the idempotency table.", e);
        }
    }
}
