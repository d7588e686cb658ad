package io.millrace.handler.ready.replicate;

import io.millrace.handler.kit.Outage;
import io.millrace.time.Backoff;
import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Repeats calls that may succeed later, for one delivery. After many failures in a row, each further call is made once, until
 * one succeeds. After a long time without an answer no call is made: an unreachable database is not waited for once per item.
 * Any thread may call.
 */
final class Retries {

    private static final int TRIES = 5;
    private static final int HOPELESS = 30;
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Time time;
    private final Deadline deadline = Deadline.ofThisCall();
    private final Outage outage;
    private final AtomicInteger failuresInARow = new AtomicInteger();

    Retries(Time time) {
        this.time = time;
        this.outage = new Outage(time.clock(), Integer.MAX_VALUE);
    }

    /** @throws SdkException that of the last try, or one that no other try changes */
    void run(Runnable call) throws InterruptedException {
        Backoff backoff = Backoff.exponential(FIRST_WAIT, LONGEST_WAIT);
        Duration wait = backoff.next();
        for (int tries = 1; !done(call, tries < TRIES && deadline.allows(wait)); tries++) {
            time.sleeper().sleep(wait);
            wait = backoff.next();
        }
    }

    /** @throws SdkException that of the last call, during a long outage */
    private void begin() {
        if (outage.isLong()) {
            throw (SdkException) outage.cause();
        }
        outage.begin();
    }

    private void failed(SdkException failure) {
        if (failure instanceof SdkClientException) {
            outage.unanswered(failure);
        } else {
            outage.answered();
        }
    }

    /** Returns whether the call succeeded; if not, another try is made. */
    private boolean done(Runnable call, boolean another) {
        begin();
        try {
            call.run();
            outage.answered();
            failuresInARow.set(0);
            return true;
        } catch (SdkException e) {
            failed(e);
            if (!Refusals.passes(e)) {
                failuresInARow.set(0); // the database has answered
                throw e;
            }
            if (failuresInARow.incrementAndGet() > HOPELESS || !another) {
                throw e;
            }
            return false;
        }
    }
}
