package io.millrace.cli;

import io.millrace.deadletter.DeadLetterSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a source at the end of a redrive, also after Ctrl-C or SIGTERM. Then the entry in progress gets some time, the thread
 * that created this object is interrupted after it, and finally the source is closed.
 */
final class Stopping implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final DeadLetterSource source;
    private final Duration grace;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "millrace-stop");
    private volatile boolean asked;

    Stopping(DeadLetterSource source) {
        this(source, GRACE);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Creates it without a shutdown hook, for a test that calls {@link #stop}.
     *
     * @param grace how long the entry in progress may take, and once more after the interrupt
     */
    Stopping(DeadLetterSource source, Duration grace) {
        this.source = source;
        this.grace = grace;
    }

    DeadLetterSource source() {
        return source;
    }

    /** Whether no further entry may begin. */
    boolean isAsked() {
        return asked;
    }

    /** Stops the redrive. On return the source is closed. */
    void stop() {
        asked = true;
        if (hasEnded()) {
            return;
        }
        worker.interrupt();
        if (!hasEnded()) {
            source.close();
        }
    }

    private boolean hasEnded() {
        try {
            return ended.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            source.close();
        } finally {
            ended.countDown();
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already.
        }
    }
}
