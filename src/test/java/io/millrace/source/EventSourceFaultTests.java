package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.mapping.Mappings;
import io.millrace.source.SourceState.Activity;
import io.millrace.testkit.streams.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a source does when the stream, the function or the disk does not. */
class EventSourceFaultTests extends EventSourceFixture {
    @Test
    void getsAnotherIteratorWhenOneHasExpired() {
        start(Mappings.usual(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        server.fail("GetRecords", Fault.expiredIterator());
        table.put("a", 2);

        awaitHandled("a1", "a2");
        assertThat(server.hasFailed()).isTrue();
    }

    @Test
    void backsOffWhenItIsThrottledAndSaysSo() {
        EventSource source = start(Mappings.usual(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        server.fail("GetRecords", Fault.limitExceeded(), Fault.throughputExceeded());
        table.put("a", 2);

        await().atMost(LIMIT).until(() -> source.state().problem() != null);
        assertThat(source.state().problem()).startsWith("its stream can't be read just now: as scripted");
        awaitHandled("a1", "a2");
        await().atMost(LIMIT).until(() -> source.state().problem() == null);
    }

    @Test
    void readsOnWithoutRepeatingWhenNothingWasMissed() {
        EventSource source = start(Mappings.usual(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        server.fail("GetRecords", Fault.trimmedData());
        table.put("a", 2);

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
        table.put("a", 1);
        table.put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void keepsAParentBeforeItsChildThoughItFails() {
        AtomicInteger failures = new AtomicInteger(3);
        start(
                Mappings.usual(),
                event -> failing(event, record -> value(record).equals("a0") && failures.getAndDecrement() > 0));
        for (int i = 0; i < 3; i++) {
            table.put("a", i);
            table.rollOver();
        }

        awaitHandled("a0", "a1", "a2");
    }

    @Test
    void losesNothingOfShardsThatWereRolledOverWhileItWasStopped() {
        EventSource first = start(Mappings.usual().latest(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        first.close();
        for (int i = 2; i < 5; i++) {
            table.put("a", i);
            table.rollOver();
        }

        start(Mappings.usual().latest(), this::handle);

        awaitHandled("a1", "a2", "a3", "a4");
    }

    @Test
    void goesOnThoughACheckpointCouldNotBeSaved() {
        AtomicInteger failures = new AtomicInteger(10);
        start(Mappings.usual(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        checkpoints.failing = checkpoint -> checkpoint.ended() && failures.getAndDecrement() > 0;
        table.rollOver();
        table.put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void goesOnWithAnotherNumberOfLanes() {
        EventSource first = start(
                Mappings.usual().factor(3).batchSize(2),
                event -> failing(event, record -> value(record).equals("item39")));
        IntStream.range(0, 10).forEach(n -> IntStream.range(0, 10).forEach(i -> table.put("item" + i, n)));
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
    void readsTheShardsThatItKnowsThoughTheStreamIsNotDescribed() {
        start(Mappings.usual(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        server.fail(
                "DescribeStream",
                Collections.nCopies(1_000, Fault.limitExceeded()).toArray(Fault[]::new));
        int before = server.calls("DescribeStream");
        await().atMost(LIMIT).until(() -> server.calls("DescribeStream") > before);
        table.put("a", 2);

        awaitHandled("a1", "a2");
        assertThat(server.hasFailed()).isFalse();
    }

    @Test
    void goesOnAfterAnythingElseThatGoesWrong() {
        start(Mappings.usual(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        server.fail("GetRecords", Fault.garbage("{\"Records\": [{}]}"));
        table.put("a", 2);

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
        table.put("a", 1);
        table.put("b", 2);
        table.put("c", 3);

        awaitHandled("a1", "b2", "c3");
    }

    @Test
    void asksSeldomWhenThereIsNothing() {
        polling = new EventSource.Polling(Duration.ofMillis(1), Duration.ofMillis(200));
        start(Mappings.usual(), this::handle);
        await().until(() -> server.calls("GetRecords") > 10);
        int before = server.calls("GetRecords");
        Instant begin = Instant.now();
        await().atMost(LIMIT).until(() -> server.calls("GetRecords") >= before + 3);

        assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofMillis(300));
    }
}
