package io.millrace.dispatch;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;

/** Whether, and after what waits, a handler that failed is called again at once. */
public interface RetryPolicy {

    /** One attempt, and no more. */
    RetryPolicy NONE = new RetryPolicy() {
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
     * How long all waits of one call take at most. Where a delivery has less time, its attempts go on in the next one, so that
     * the last one may be long in coming.
     */
    Duration longest();

    /** Whether a call that failed in this way is worth another attempt. */
    boolean covers(Throwable failure);
}
