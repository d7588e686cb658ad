package io.millrace.dispatch;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;

/**
 * What is done when a handler fails.
 *
 * @param remember where it is remembered that the handler succeeded, in case the record is delivered again
 */
public record FailurePolicy(Retry retry, OnFailure onFailure, Remember remember) {

    /** One attempt, then stop; what succeeded is remembered in the process. */
    public static final FailurePolicy DEFAULT = new FailurePolicy(Retry.NONE, OnFailure.STOP, Remember.IN_PROCESS);

    /** What becomes of a record whose handler has failed in the last attempt. */
    public enum OnFailure {
        /** The item and the batch stop there, and the record is delivered again. */
        STOP,
        /** The record is stored whole in the {@link DeadLetterStore}, and continues with the next handler. */
        DEAD_LETTER,
        /** The handler is passed over for this record, and a line at WARN says so. */
        SKIP
    }

    /** Where it is remembered what a handler has done already. */
    public enum Remember {
        /** Nowhere: what is delivered again is handled again. */
        NOWHERE,
        /** In this process, for what is delivered again after a batch stopped. */
        IN_PROCESS,
        /** In the {@link IdempotencyStore}, for every process. */
        IN_STORE
    }

    /** Whether, and after what waits, a handler that failed is called again at once. */
    public interface Retry {

        /** One attempt, and no more. */
        Retry NONE = new Retry() {
            @Override
            public Iterator<Duration> waits() {
                return Collections.emptyIterator();
            }

            @Override
            public boolean covers(Throwable failure) {
                return false;
            }

            @Override
            public Duration longest() {
                return Duration.ZERO;
            }
        };

        /** The waits before the second and each further attempt of one call; no more attempts than there are waits. */
        Iterator<Duration> waits();

        /**
         * How long all waits of one call take at most. Where a delivery has less time, its attempts continue in the next one, so that
         * the last one may be long in coming.
         */
        Duration longest();

        /** Whether a call that failed in this way is worth another attempt. */
        boolean covers(Throwable failure);
    }
}
