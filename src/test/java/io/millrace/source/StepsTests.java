package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepsTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Deque<Runnable> queued = new ArrayDeque<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private final Deque<Pause> pauses = new ArrayDeque<>();
    private Runnable during = () -> {};
    private int taken;
    private final Steps steps = new Steps(queued::add, this::alarm, this::step);

    private record Alarm(Duration delay, Runnable task, CompletableFuture<Void> future) {}

    private CompletableFuture<Void> alarm(Duration delay, Runnable task) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        alarms.add(new Alarm(delay, task, future));
        return future;
    }

    private Pause step() {
        taken++;
        during.run();
        return pauses.isEmpty() ? Pause.UNTIL_WOKEN : pauses.remove();
    }

    private void run() {
        while (!queued.isEmpty()) {
            queued.remove().run();
        }
    }

    @Test
    void takesAStepWhenItIsWoken() {
        steps.wake();
        run();

        assertThat(taken).isEqualTo(1);
        assertThat(alarms).isEmpty();
    }

    @Test
    void isQueuedOnceHoweverOftenItIsWoken() {
        steps.wake();
        steps.wake();
        assertThat(queued).hasSize(1);
        run();

        assertThat(taken).isEqualTo(1);
    }

    @Test
    void takesAnotherStepWhenItIsWokenDuringOne() {
        during = () -> {
            during = () -> {};
            steps.wake();
            assertThat(queued).isEmpty();
        };
        steps.wake();
        run();

        assertThat(taken).isEqualTo(2);
    }

    @Test
    void goesBehindOthersBeforeItsNextStep() {
        pauses.add(Pause.NONE);
        steps.wake();
        queued.add(() -> assertThat(taken).isEqualTo(1));
        run();

        assertThat(taken).isEqualTo(2);
    }

    @Test
    void takesAStepWhenItsPauseIsOver() {
        pauses.add(Pause.unlessWoken(MINUTE));
        steps.wake();
        run();
        assertThat(alarms).extracting(Alarm::delay).containsExactly(MINUTE);
        alarms.get(0).task().run();
        run();

        assertThat(taken).isEqualTo(2);
    }

    @Test
    void needsNoAlarmOnceItIsWoken() {
        pauses.add(Pause.unlessWoken(MINUTE));
        steps.wake();
        run();
        steps.wake();
        run();

        assertThat(taken).isEqualTo(2);
        assertThat(alarms.get(0).future()).isCancelled();
    }

    @Test
    void restsThoughItIsWoken() {
        pauses.add(new Pause(Duration.ofSeconds(1), MINUTE));
        steps.wake();
        run();
        steps.wake();
        run();
        assertThat(taken).isEqualTo(1);
        alarms.get(0).task().run();
        run();

        assertThat(taken).isEqualTo(2);
    }

    @Test
    void pausesAfterItsRest() {
        pauses.add(new Pause(Duration.ofSeconds(1), MINUTE));
        steps.wake();
        run();
        alarms.get(0).task().run();
        run();

        assertThat(taken).isEqualTo(1);
        assertThat(alarms).extracting(Alarm::delay).containsExactly(Duration.ofSeconds(1), MINUTE);
    }

    @Test
    void takesNoStepAfterTheEnd() {
        steps.wake();
        steps.end();
        run();
        steps.wake();
        run();

        assertThat(taken).isZero();
    }

    @Test
    void sleepsNoMoreAfterTheEnd() {
        pauses.add(Pause.unlessWoken(MINUTE));
        steps.wake();
        run();
        steps.end();
        alarms.get(0).task().run();
        run();

        assertThat(alarms.get(0).future()).isCancelled();
        assertThat(taken).isEqualTo(1);
    }

    @Test
    void goesOnAfterAStepThatThrows() {
        during = () -> {
            during = () -> {};
            throw new IllegalStateException("as scripted");
        };
        steps.wake();
        assertThat(queued).hasSize(1);
        try {
            run();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("as scripted");
        }
        alarms.get(0).task().run();
        run();

        assertThat(taken).isEqualTo(2);
    }

    @Test
    void waitsForTheStepThatRunsAndInterruptsItAlone() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        Steps running = new Steps(thread, this::alarm, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Pause.UNTIL_WOKEN;
        });
        running.wake();
        begun.await();
        running.end();
        running.await(Deadline.at(Time.SYSTEM.steady().instant().plusMillis(5), Time.SYSTEM.steady()));
        running.interrupt();
        running.await(Deadline.NONE);
        boolean interrupted =
                thread.submit(() -> Thread.currentThread().isInterrupted()).get(10, TimeUnit.SECONDS);
        thread.shutdown();

        assertThat(interrupted).isFalse();
    }

    /** Of two wake-ups shortly after each other, the second one often comes during a step. */
    @Test
    void losesNoWakeUpAndNeverTakesTwoStepsAtOnce() throws Exception {
        AtomicInteger added = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore all = new Semaphore(0);
        try (LanePool pool = new LanePool(3)) {
            Steps task = pool.delivering("orders", () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                int now = added.get();
                if (seen.getAndSet(now) != now) {
                    all.release();
                }
                Thread.yield();
                inside.decrementAndGet();
                return Pause.UNTIL_WOKEN;
            });
            for (int i = 1; i <= 5_000; i++) {
                task.wake();
                for (int spin = i % 100; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                added.set(i);
                task.wake();

                assertThat(all.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(most).hasValue(1);
    }
}
