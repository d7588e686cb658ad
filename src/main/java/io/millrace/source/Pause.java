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

    /** Waits that long, or until somebody ends it. */
    synchronized void await(Duration duration) {
        try {
            if (!ended && !stopped && duration.toMillis() > 0) {
                wait(duration.toMillis());
            }
        } catch (InterruptedException e) {
            interrupted();
        }
        ended = false;
    }

    /** Waits that long in any case: who would end it ends the next pause. */
    void rest(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            interrupted();
        }
    }

    private synchronized void interrupted() {
        stopped = true;
        Thread.currentThread().interrupt();
    }
}
