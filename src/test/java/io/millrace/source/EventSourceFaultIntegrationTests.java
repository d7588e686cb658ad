package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.source.SourceState.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/** What a source does when the stream, the function or the disk does not. */
class EventSourceFaultIntegrationTests extends EventSourceFixture {
    @Test
    void getsAnotherIteratorWhenOneHasExpired() {
        start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        faulty.fail(() -> ExpiredIteratorException.builder().build());
        put("a", 2);

        awaitHandled("a1", "a2");
        assertThat(faulty.hasFailed()).isTrue();
    }

    @Test
    void backsOffWhenItIsThrottledAndSaysSo() {
        EventSource source = start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        Supplier<RuntimeException> throttled =
                () -> LimitExceededException.builder().message("slow down").build();
        faulty.fail(throttled, throttled);
        put("a", 2);

        await().atMost(LIMIT).until(() -> source.state().problem() != null);
        assertThat(source.state().problem()).startsWith("its stream can't be read just now: slow down");
        awaitHandled("a1", "a2");
        await().atMost(LIMIT).until(() -> source.state().problem() == null);
    }

    @Test
    void readsOnWithoutRepeatingWhenNothingWasMissed() {
        EventSource source = start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        faulty.fail(() -> TrimmedDataAccessException.builder().build());
        put("a", 2);

        awaitHandled("a1", "a2");
        assertThat(source.state().trimmed()).isZero();
    }

    @Test
    void goesOnAfterAHandlerThatWasInterrupted() {
        AtomicInteger interruptions = new AtomicInteger(3);
        start(Mappings.usual().batchSize(1), event -> {
            if (interruptions.getAndDecrement() > 0) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted");
            }
            return handle(event);
        });
        put("a", 1);
        put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void keepsAParentBeforeItsChildThoughItFails() {
        AtomicInteger failures = new AtomicInteger(6);
        start(
                Mappings.usual(),
                event -> failing(event, record -> value(record).equals("a0") && failures.getAndDecrement() > 0));
        for (int i = 0; i < 3; i++) {
            put("a", i);
            local.rollShardsOver();
        }

        awaitHandled("a0", "a1", "a2");
    }

    @Test
    void losesNothingOfShardsThatWereRolledOverWhileItWasAway() {
        EventSource first = start(Mappings.usual().latest(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        first.close();
        for (int i = 2; i < 5; i++) {
            put("a", i);
            local.rollShardsOver();
        }

        start(Mappings.usual().latest(), this::handle);

        awaitHandled("a1", "a2", "a3", "a4");
    }

    @Test
    void goesOnThoughACheckpointCouldNotBeSaved() {
        AtomicInteger failures = new AtomicInteger(1_000);
        checkpoints.failing = checkpoint -> checkpoint.ended() && failures.decrementAndGet() > 990;
        start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        local.rollShardsOver();
        put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void goesOnWithAnotherNumberOfLanes() {
        EventSource first = start(
                Mappings.usual().factor(3).batchSize(2),
                event -> failing(event, record -> value(record).equals("item39")));
        IntStream.range(0, 10).forEach(n -> IntStream.range(0, 10).forEach(i -> put("item" + i, n)));
        await().atMost(LIMIT).until(() -> first.state().shards().get(0).lanes().stream()
                .anyMatch(lane -> lane.activity() == Activity.BLOCKED));
        first.close();

        start(Mappings.usual().factor(2), this::handle);

        await().atMost(LIMIT)
                .until(() -> handled.containsAll(IntStream.range(0, 10)
                        .boxed()
                        .flatMap(i -> IntStream.range(0, 10).mapToObj(n -> "item" + i + n))
                        .toList()));
    }

    @Test
    void goesOnAfterAnythingElseThatGoesWrong() {
        start(Mappings.usual(), this::handle);
        put("a", 1);
        awaitHandled("a1");
        faulty.fail(() -> new IllegalStateException("a bug somewhere"));
        put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void readsAgainWhatItCouldNotTake() {
        AtomicInteger failures = new AtomicInteger(2);
        start(Mappings.usual().latest(), this::handle, TABLE, record -> {
            if (value(record).equals("a1") && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("a filter that can't tell");
            }
            return true;
        });
        put("a", 1);
        put("b", 2);
        put("c", 3);

        awaitHandled("a1", "b2", "c3");
    }

    @Test
    void asksSeldomWhenThereIsNothing() {
        start(Mappings.usual(), this::handle);
        await().until(() -> faulty.count("getRecords") > 5);
        long before = faulty.count("getRecords");
        Instant begin = Instant.now();
        await().atMost(LIMIT).until(() -> faulty.count("getRecords") >= before + 5);

        assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofMillis(1_500));
    }
}
