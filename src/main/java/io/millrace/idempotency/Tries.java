package io.millrace.idempotency;

import io.millrace.time.Deadline;
import io.millrace.time.Sleeper;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often something is tried, and the waits in between: exponential with full jitter, or those who met once would meet
 * again. Not for use by several threads.
 */
final class Tries {

    static final int MOST = 8;

    private static final int FIRST_MILLIS = 25;
    private static final int LONGEST_MILLIS = 1_000;

    private final Sleeper sleeper;
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
        sleep(Math.min(LONGEST_MILLIS, FIRST_MILLIS << over - 1));
        return true;
    }

    private void sleep(int mostMillis) {
        try {
            sleeper.sleep(deadline.patience(
                    Duration.ofMillis(ThreadLocalRandom.current().nextInt(mostMillis) + 1L)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IdempotencyException("Interrupted while waiting for the idempotency table.", e);
        }
    }
}
