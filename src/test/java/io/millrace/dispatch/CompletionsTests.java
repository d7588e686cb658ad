package io.millrace.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompletionsTests {

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Queue<Integer> calls = new ConcurrentLinkedQueue<>();
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void putsTogetherWhatIsDoneWhileACallIsUnderWay() throws InterruptedException {
        Completions completions = new Completions(works -> {
            calls.add(works.size());
            underWay.countDown();
            return waited();
        });

        CompletableFuture<Boolean> first = record(completions, 0);
        underWay.await();
        List<CompletableFuture<Boolean>> others =
                IntStream.range(1, 8).mapToObj(i -> record(completions, i)).toList();
        await().until(() -> completions.waiting() == 7);
        goOn.countDown();

        assertThat(first.join()).isTrue();
        assertThat(others).allMatch(CompletableFuture::join);
        assertThat(calls).containsExactly(1, 7);
    }

    @Test
    void tellsEachThatItIsNotDurable() {
        assertThat(new Completions(works -> false).record(List.of(work(1)))).isFalse();
    }

    @Test
    void keepsNobodyWaitingWhenACallThrows() {
        Completions completions = new Completions(works -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> completions.record(List.of(work(1)))).hasMessage("broken");
        assertThatThrownBy(() -> completions.record(List.of(work(2)))).hasMessage("broken");
    }

    private boolean waited() {
        try {
            goOn.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private CompletableFuture<Boolean> record(Completions completions, int number) {
        return CompletableFuture.supplyAsync(() -> completions.record(List.of(work(number))), threads);
    }

    private static WorkId work(int number) {
        return new WorkId("Things", "route", "handler", new RecordId("event-" + number, "10" + number, "item"));
    }
}
