package io.millrace.handler.ready.replicate;

import io.millrace.handler.kit.CallTries;
import io.millrace.handler.kit.Outage;
import io.millrace.handler.kit.Patience;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Repeats calls that may succeed later, for one delivery. After many failures in a row, each further call is made once, until
 * one succeeds. After a long time without an answer no call is made: an unreachable database is not waited for once per item.
 * Any thread may call.
 */
final class Retries {

    private static final int HOPELESS = 30;
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Time time;

    /** When the patience of the handler's call ends. Its items are written by other threads, which don't know it. */
    private final Instant end;

    private final Outage outage;
    private final AtomicInteger failuresInARow = new AtomicInteger();

    Retries(Time time) {
        this.time = time;
        this.end = Patience.end(time.clock());
        this.outage = new Outage(time.clock(), Integer.MAX_VALUE);
    }

    /** @throws SdkException that of the last try, or one that no other try changes */
    void run(Runnable call) throws InterruptedException {
        CallTries tries = new CallTries(time, end, FIRST_WAIT, LONGEST_WAIT);
        while (!done(call, tries)) {
            // The call is repeated.
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
    private boolean done(Runnable call, CallTries tries) throws InterruptedException {
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
            if (failuresInARow.incrementAndGet() > HOPELESS || !tries.another()) {
                throw e;
            }
            return false;
        }
    }
}
