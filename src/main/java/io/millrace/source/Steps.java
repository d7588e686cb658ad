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
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Thread runner;
    private @Nullable Future<?> alarm;
    private boolean waiting = true;
    private boolean woken;
    private boolean ended;

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
        woken = true;
        if (waiting) {
            queue();
        }
    }

    /** Begins no further step. */
    synchronized void end() {
        ended = true;
        stopAlarm();
        if (runner == null) {
            over.countDown();
        }
    }

    /** After its end, waits for the step that still runs, until the deadline or until this thread is interrupted. */
    void await(Deadline deadline) {
        try {
            over.await(TimeUnit.NANOSECONDS.convert(deadline.left()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the step that runs, if there is one. */
    synchronized void interrupt() {
        if (runner != null) {
            runner.interrupt();
        }
    }

    private void queue() {
        waiting = false;
        stopAlarm();
        if (!ended) {
            threads.execute(this::run);
        }
    }

    private void stopAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
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
        woken = false;
        runner = ended ? null : Thread.currentThread();
        return !ended;
    }

    private synchronized void finish(Pause pause) {
        runner = null;
        Thread.interrupted(); // this step was meant, and not the next task of the thread
        if (ended) {
            over.countDown();
        } else if (pause.rest().isZero()) {
            rested(pause);
        } else {
            alarm = timer.schedule(pause.rest(), () -> rested(pause));
        }
    }

    private synchronized void rested(Pause pause) {
        waiting = true;
        if (woken || pause.endsWithRest()) {
            queue();
        } else if (pause.then() != null && !ended) {
            alarm = timer.schedule(pause.then(), this::wake);
        }
    }
}
