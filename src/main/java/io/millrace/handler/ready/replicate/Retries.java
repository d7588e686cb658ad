package io.millrace.handler.ready.replicate;

import io.millrace.dispatch.Sleeper;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes calls again that may do better at another time, for one delivery. After many in a row that failed, each of the others is
 * made once, until one does: a database that is gone isn't waited for item by item. Any thread may call.
 */
final class Retries {

    private static final int TRIES = 5;
    private static final int HOPELESS = 30;
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Sleeper sleeper;
    private final AtomicInteger failuresInARow = new AtomicInteger();

    Retries(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** @throws SdkException that of the last try, or one that no other try changes */
    void run(Runnable call) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        for (int tries = 1; !done(call, tries); tries++) {
            sleeper.sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private boolean done(Runnable call, int tries) {
        try {
            call.run();
            failuresInARow.set(0);
            return true;
        } catch (SdkException e) {
            if (!Refusals.passes(e)) {
                failuresInARow.set(0); // the database has answered
                throw e;
            }
            if (failuresInARow.incrementAndGet() > HOPELESS || tries == TRIES) {
                throw e;
            }
            return false;
        }
    }
}
