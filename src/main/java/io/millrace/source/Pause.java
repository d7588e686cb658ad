package io.millrace.source;

import java.time.Duration;

/** A pause that others can end. A call that comes before it ends the next one. */
final class Pause {

    private boolean ended;
    private boolean stopped;

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Ends this pause and all others. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Waits that long. */
    synchronized void await(Duration duration) {
        try {
            if (!ended && !stopped && !duration.isZero()) {
                wait(Math.max(1, duration.toMillis()));
            }
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
        ended = false;
    }
}
