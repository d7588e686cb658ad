package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.mapping.DiscardedBatch;
import io.millrace.mapping.Mappings;
import io.millrace.source.SourceState.Activity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventSourceTests extends EventSourceFixture {
    @Test
    void deliversFromTheBeginningAndWhatComesLater() {
        table.put("a", 1);
        start(Mappings.usual(), this::handle);
        table.put("a", 2);

        awaitHandled("a1", "a2");
    }

    @Test
    void deliversOnlyWhatIsNewWithLatest() {
        table.put("a", 1);
        start(Mappings.usual().latest(), this::handle);
        table.put("a", 2);

        awaitHandled("a2");
    }

    @Test
    void goesOnWhereAnotherLeftOff() {
        EventSource first = start(Mappings.usual().factor(3), this::handle);
        IntStream.range(0, 50).forEach(i -> table.put("item" + i, 1));
        await().atMost(LIMIT).until(() -> handled.size() == 50);
        first.close();
        table.put("item0", 2);

        start(Mappings.usual().factor(3), this::handle);

        await().atMost(LIMIT).until(() -> handled.contains("item02"));
        assertThat(handled).hasSize(51);
    }

    @Test
    void waitsForTheCurrentBatchBeforeItStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        EventSource source = start(Mappings.usual(), event -> {
            begun.countDown();
            awaitEnd(end);
            return handle(event);
        });
        table.put("a", 1);
        begun.await();
        Thread closing = new Thread(source::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        end.countDown();
        closing.join();

        assertThat(handled).containsExactly("a1");
        start(Mappings.usual(), this::handle);
        table.put("a", 2);
        awaitHandled("a1", "a2");
    }

    @Test
    void takesUpAStreamThatIsEnabledAgainBehindTheOneBefore() {
        EventSource source = start(Mappings.usual(), this::handle);
        table.put("a", 1);
        awaitHandled("a1");
        table.disableStream();
        table.put("a", 2);
        table.enableStream();
        table.put("a", 3);

        awaitHandled("a1", "a3");
        assertThat(source.state().problem()).isNull();
    }

    @Test
    void waitsForATableThatIsNotThereYet() {
        EventSource source = start(Mappings.usual().latest(), this::handle, "payments");
        await().atMost(LIMIT).until(() -> source.state().problem() != null);
        assertThat(source.state().problem()).isEqualTo("there is no such table, or it has no stream; waiting for it");
    }

    @Test
    void readsTheChildrenOfAShardAfterTheirParent() {
        start(Mappings.usual(), this::handle);
        for (int i = 0; i < 5; i++) {
            table.put("a", i);
            table.rollOver();
        }
        table.put("a", 5);

        awaitHandled("a0", "a1", "a2", "a3", "a4", "a5");
    }

    @Test
    void blocksAtARecordThatFailsAndShowsIt() {
        EventSource source = start(
                Mappings.usual(),
                event -> failing(event, record -> value(record).equals("b2")));
        table.put("a", 1);
        table.put("b", 2);
        table.put("c", 3);

        await().atMost(LIMIT)
                .until(() -> lane(source).activity() == Activity.BLOCKED
                        && lane(source).counts().retries() > 2);
        assertThat(handled).containsExactly("a1");
        assertThat(lane(source).waiting()).isEqualTo(2);
        assertThat(lane(source).blocked()).isNotNull();
    }

    @Test
    void discardsWhatFailsTooOftenAndGoesOn() {
        EventSource source = start(
                Mappings.usual().retries(2).batchSize(1),
                event -> failing(event, record -> value(record).equals("b2")));
        table.put("a", 1);
        table.put("b", 2);
        table.put("c", 3);

        awaitHandled("a1", "c3");
        assertThat(discarded).singleElement().satisfies(batch -> {
            assertThat(batch.deliveries()).isEqualTo(3);
            assertThat(batch.condition()).isEqualTo(DiscardedBatch.Condition.RETRY_ATTEMPTS_EXHAUSTED);
            assertThat(value(batch.event().getRecords().get(0))).isEqualTo("b2");
        });
        assertThat(lane(source).counts().discarded()).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfEachItemInParallel() {
        Map<String, List<String>> byItem = new ConcurrentHashMap<>();
        start(Mappings.usual().factor(10).batchSize(7), event -> {
            event.getRecords().forEach(record -> byItem.computeIfAbsent(
                            record.getDynamodb().getKeys().get("id").getS(), id -> new CopyOnWriteArrayList<>())
                    .add(value(record)));
            return new StreamsEventResponse();
        });
        for (int n = 0; n < 20; n++) {
            int number = n;
            IntStream.range(0, 15).forEach(i -> table.put("item" + (char) ('a' + i), number));
        }

        await().atMost(LIMIT)
                .until(() -> byItem.values().stream().mapToInt(List::size).sum() == 300);
        byItem.forEach((id, values) -> assertThat(values)
                .isEqualTo(IntStream.range(0, 20).mapToObj(n -> id + n).toList()));
    }

    @Test
    void passesOverWhatTheFilterDoesNotWant() {
        EventSource source = start(
                Mappings.usual(), this::handle, TABLE, record -> value(record).startsWith("a"));
        table.put("b", 1);
        table.put("a", 2);

        awaitHandled("a2");
        assertThat(lane(source).counts().filtered()).isEqualTo(1);
    }
}
