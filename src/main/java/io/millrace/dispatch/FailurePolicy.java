package io.millrace.dispatch;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;

/**
 * What happens when a handler fails.
 *
 * @param remember where it is remembered that the handler succeeded, in case the record is delivered again
 */
public record FailurePolicy(Retry retry, OnFailure onFailure, Remember remember) {

    /** One attempt, then stop; completed records are remembered in the process. */
    public static final FailurePolicy DEFAULT = new FailurePolicy(Retry.NONE, OnFailure.STOP, Remember.IN_PROCESS);

    /** What happens to a record after the last failed attempt. */
    public enum OnFailure {
        /** The item and the batch stop there, and the record is delivered again. */
        STOP,
        /** The record is stored whole in the {@link DeadLetterStore}, and continues with the next handler. */
        DEAD_LETTER,
        /** The record continues without this handler, which is logged at WARN. */
        SKIP
    }

    /** Where records that a handler has completed are remembered. */
    public enum Remember {
        /** Nowhere: what is delivered again is handled again. */
        NOWHERE,
        /** In this process, for what is delivered again after a batch stopped. */
        IN_PROCESS,
        /** In the {@link IdempotencyStore}, for every process. */
        IN_STORE
    }

    /** Whether a failed handler is called again in the same delivery, and after which waits. */
    public interface Retry {

        /** One attempt only. */
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

        /** The waits before the second and each further attempt of one call; each wait allows one attempt. */
        Iterator<Duration> waits();

        /**
         * How long all waits of one call take at most. Where a delivery has less time, its attempts continue in the next one, so that
         * the last one may be long in coming.
         */
        Duration longest();

        /** Whether a call that failed with this exception is retried. */
        boolean covers(Throwable failure);
    }
}
