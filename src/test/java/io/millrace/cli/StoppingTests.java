package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.deadletter.DeadLetterSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoppingTests {

    private final AtomicInteger closed = new AtomicInteger();
    private final CompletableFuture<Stopping> stopping = new CompletableFuture<>();

    private final DeadLetterSource source = new DeadLetterSource() {

        @Override
        public List<Stored> next(int most) {
            return List.of();
        }

        @Override
        public void remove(Stored entry) {}

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    };

    @Test
    void letsWhatHasBegunComeToItsEnd() throws Exception {
        Thread worker = work(Duration.ofMinutes(1), () -> {
            while (!stopping.join().isAsked()) {
                Thread.onSpinWait();
            }
        });

        stopping.join().stop();

        worker.join();
        assertThat(closed.get()).isEqualTo(1);
    }

    @Test
    void interruptsWhatDoesNotEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Thread worker = work(Duration.ofMillis(50), () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        stopping.join().stop();

        worker.join();
        assertThat(closed.get()).isPositive();
    }

    @Test
    void closesTheSourceOfWhatIsNotEvenInterrupted() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Thread worker = work(Duration.ofMillis(20), () -> {
            while (over.getCount() > 0) {
                Thread.onSpinWait();
            }
        });

        stopping.join().stop();

        assertThat(closed.get()).isEqualTo(1);
        over.countDown();
        worker.join();
    }

    private Thread work(Duration grace, Runnable work) {
        Thread worker = new Thread(() -> {
            try (Stopping one = new Stopping(source, grace)) {
                stopping.complete(one);
                work.run();
            }
        });
        worker.setDaemon(true);
        worker.start();
        return worker;
    }
}
