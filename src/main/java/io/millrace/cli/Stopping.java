package io.millrace.cli;

import io.millrace.deadletter.DeadLetterSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a source whatever ends the work on it, Ctrl-C and SIGTERM among that: then what has begun gets a little time, is
 * interrupted, and loses the source in the end. For the thread that makes it.
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
     * For a test, which calls {@link #stop}.
     *
     * @param grace for what has begun, and once more after it was interrupted
     */
    Stopping(DeadLetterSource source, Duration grace) {
        this.source = source;
        this.grace = grace;
    }

    DeadLetterSource source() {
        return source;
    }

    /** Whether nothing more is to be begun. */
    boolean isAsked() {
        return asked;
    }

    /** Returns when the source is closed. */
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
