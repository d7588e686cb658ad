package io.millrace.source;

import io.millrace.time.Deadline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task of many steps, each of which runs in some thread of a pool, and never two at once. A task that is woken during a step
 * takes another one after it, so that no news is forgotten. Any thread may call.
 */
final class Steps {

    private static final Pause AFTER_ERROR = Pause.rest(Duration.ofSeconds(1));

    private final Executor threads;
    private final Timer timer;
    private final Supplier<Pause> step;
    private Phase phase = Phase.WAITING;
    private CountDownLatch running = new CountDownLatch(0);
    private @Nullable Thread runner;
    private @Nullable Future<?> alarm;
    private boolean woken;
    private boolean ended;

    private enum Phase {
        WAITING,
        QUEUED,
        RUNNING,
        RESTING
    }

    /** Runs something small after some time. */
    @FunctionalInterface
    interface Timer {

        Future<?> schedule(Duration delay, Runnable task);
    }

    /**
     * @param step returns how long the task pauses before the next one
     */
    Steps(Executor threads, Timer timer, Supplier<Pause> step) {
        this.threads = threads;
        this.timer = timer;
        this.step = step;
    }

    /** Takes a step as soon as possible: after the current one, or after its rest. */
    synchronized void wake() {
        if (phase == Phase.WAITING) {
            queue();
        } else {
            woken = true;
        }
    }

    /** Begins no further step. */
    synchronized void end() {
        ended = true;
        stopAlarm();
    }

    /** Waits for the step that runs, if there is one, until the deadline or until this thread is interrupted. */
    void await(Deadline deadline) {
        try {
            running().await(TimeUnit.NANOSECONDS.convert(deadline.left()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized CountDownLatch running() {
        return running;
    }

    /** Interrupts the step that runs, if there is one. */
    synchronized void interrupt() {
        if (runner != null) {
            runner.interrupt();
        }
    }

    private void queue() {
        stopAlarm();
        if (!ended) {
            phase = Phase.QUEUED;
            threads.execute(this::run);
        }
    }

    private void stopAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private void run() {
        if (begin()) {
            Pause pause = AFTER_ERROR;
            try {
                pause = step.get();
            } finally {
                finish(pause);
            }
        }
    }

    private synchronized boolean begin() {
        if (!ended) {
            phase = Phase.RUNNING;
            woken = false;
            runner = Thread.currentThread();
            running = new CountDownLatch(1);
        }
        return !ended;
    }

    private synchronized void finish(Pause pause) {
        runner = null;
        Thread.interrupted(); // this step was meant, and not the next task of the thread
        running.countDown();
        phase = Phase.RESTING;
        if (pause.rest().isZero()) {
            rested(pause);
        } else {
            later(pause.rest(), () -> rested(pause));
        }
    }

    private synchronized void rested(Pause pause) {
        phase = Phase.WAITING;
        if (woken || pause.endsWithRest()) {
            queue();
        } else if (pause.then() != null) {
            later(pause.then(), this::wake);
        }
    }

    private void later(Duration wait, Runnable what) {
        if (!ended) {
            alarm = timer.schedule(wait, what);
        }
    }
}
