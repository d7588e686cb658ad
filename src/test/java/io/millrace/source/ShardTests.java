package io.millrace.source;

import static io.millrace.source.ShardFixture.LIMIT;
import static io.millrace.source.ShardFixture.record;
import static io.millrace.source.ShardFixture.records;
import static io.millrace.source.ShardFixture.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.Listeners;
import io.millrace.mapping.Mappings;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ShardTests {

    private static final ShardName NAME = new ShardName("orders", "arn", "shard-1");
    private static final Checkpoints.Checkpoint NOTHING_DONE =
            new Checkpoints.Checkpoint(List.of(Optional.empty()), false);

    @AutoClose
    private final LanePool pool = new LanePool(4);

    private final List<Integer> handled = new CopyOnWriteArrayList<>();
    private final Checkpoints checkpoints = Checkpoints.inMemory();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private StreamsEventResponse handle(DynamodbEvent event) {
        event.getRecords().forEach(record -> handled.add(ShardFixture.number(record)));
        return new StreamsEventResponse();
    }

    /** Handles a batch once it is released, and fails when it is interrupted. */
    private StreamsEventResponse handleWhenReleased(DynamodbEvent event) {
        begun.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return handle(event);
    }

    private Shard shard(Mappings mappings, Function<DynamodbEvent, StreamsEventResponse> function) {
        return ShardFixture.shard(NAME, mappings, function, checkpoints, pool);
    }

    private Optional<Checkpoints.Checkpoint> saved() {
        return checkpoints.load(NAME.streamArn(), NAME.shardId());
    }

    private static Checkpoints.Checkpoint upTo(int number) {
        return new Checkpoints.Checkpoint(
                List.of(Optional.of(new SequenceNumber(ScriptedFunction.text(number)))), false);
    }

    /** A filter that asks for the keys of a record that can't be read does so. */
    @Test
    void takesARecordOfWhichTheFilterCannotTell() {
        SourceTable table = new SourceTable(
                "orders",
                "orders",
                Mappings.usual().mapping(),
                record -> {
                    if (ShardFixture.number(record) == 2) {
                        throw new MalformedRecordException("it can't be read");
                    }
                    return false;
                },
                UnaryOperator.identity());
        EventSink sink = new EventSink(
                this::handle,
                batch -> {},
                checkpoints,
                new Listeners<>(EventSourceListener.class, List.of()),
                Time.SYSTEM);
        Shard shard = new Shard(NAME, table, sink, pool);

        shard.feed(records(1, 4, 1));

        await().atMost(LIMIT).until(() -> saved().equals(Optional.of(upTo(3))));
        assertThat(handled).containsExactly(2);
        assertThat(shard.state().lanes().get(0).counts().filtered()).isEqualTo(2);
        assertThat(shard.lastFed()).contains(new SequenceNumber(ScriptedFunction.text(3)));
    }

    @Test
    void isDoneAfterItsEnd() {
        Shard shard = shard(Mappings.usual().factor(3), this::handle);
        shard.feed(records(1, 100, 7));
        assertThat(shard.isDone()).isFalse();
        shard.end();

        await().atMost(LIMIT).until(shard::isDone);
        assertThat(handled).hasSize(99).doesNotHaveDuplicates();
        assertThat(saved().orElseThrow().ended()).isTrue();
    }

    @Test
    void isDoneAtOnceWhereItEndsWithoutARecord() {
        Shard shard = shard(Mappings.usual(), this::handle);
        shard.end();

        assertThat(shard.isDone()).isTrue();
    }

    @Test
    void doesNotWaitForAWindowAfterItsEnd() {
        Shard shard = shard(Mappings.usual().window(Duration.ofMinutes(5)), this::handle);
        shard.feed(records(1, 3, 1));
        assertThat(handled).isEmpty();
        shard.end();

        await().atMost(LIMIT).until(shard::isDone);
        assertThat(handled).containsExactly(1, 2);
    }

    @Test
    void deliversWhenTheWindowIsOver() {
        Shard shard = shard(Mappings.usual().window(Duration.ofMillis(30)), this::handle);
        shard.feed(records(1, 3, 1));

        await().atMost(LIMIT).until(() -> saved().equals(Optional.of(upTo(2))));
        assertThat(shard.state().lanes().get(0).counts().batches()).isEqualTo(1);
    }

    @Test
    void deliversAgainWhatFailed() {
        AtomicInteger failures = new AtomicInteger(2);
        Shard shard = shard(Mappings.usual(), event -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("as scripted");
            }
            return handle(event);
        });
        shard.feed(records(1, 3, 1));

        await().atMost(LIMIT).until(() -> saved().equals(Optional.of(upTo(2))));
        assertThat(handled).containsExactly(1, 2);
    }

    @Test
    void hasRoomUntilALaneHoldsAThousandRecords() {
        Shard shard = shard(Mappings.usual(), this::handleWhenReleased);
        shard.feed(records(1, 1_000, 1));
        assertThat(shard.hasRoom()).isTrue();
        shard.feed(records(1_000, 1_001, 1));
        assertThat(shard.hasRoom()).isFalse();
        released.countDown();

        await().atMost(LIMIT).until(shard::hasRoom);
        await().atMost(LIMIT).until(() -> handled.size() == 1_000);
    }

    @Test
    void drainsByWaitingForTheBatchThatRunsAndSavingIt() throws Exception {
        Shard shard = shard(Mappings.usual().batchSize(1), this::handleWhenReleased);
        shard.feed(records(1, 4, 1));
        begun.await();
        Thread draining = new Thread(() -> shard.drain(within(LIMIT)));
        draining.start();
        await().atMost(LIMIT).until(() -> draining.getState() == Thread.State.TIMED_WAITING);
        released.countDown();
        draining.join();

        assertThat(handled).containsExactly(1);
        assertThat(saved()).contains(upTo(1));
        shard.feed(records(4, 5, 1));
        assertThat(shard.state().lanes().get(0).waiting()).isEqualTo(2);
        assertThat(shard.lastFed()).contains(new SequenceNumber(ScriptedFunction.text(3)));
    }

    @Test
    void interruptsWhatRunsLongerThanItsDrain() throws Exception {
        Shard shard = shard(Mappings.usual(), this::handleWhenReleased);
        shard.feed(records(1, 3, 1));
        begun.await();

        shard.drain(within(Duration.ofMillis(10)));

        assertThat(shard.state().lanes().get(0).counts().failed()).isEqualTo(1);
        assertThat(handled).isEmpty();
        assertThat(saved()).contains(NOTHING_DONE);
    }

    @Test
    void goesOnAfterADrainWhereTheCheckpointIs() {
        Shard first = shard(Mappings.usual().factor(2), this::handle);
        first.feed(records(1, 50, 5));
        await().atMost(LIMIT).until(() -> handled.size() > 10);
        first.drain(within(LIMIT));
        Shard second = shard(Mappings.usual().factor(2), this::handle);
        int start =
                second.start().map(number -> Integer.parseInt(number.text())).orElse(0);
        second.feed(records(start + 1, 50, 5));
        second.end();

        await().atMost(LIMIT).until(second::isDone);
        assertThat(handled)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(1, 50).boxed().toList());
    }

    /** A reader may be in the middle of the last page when all is stopped. */
    @Test
    void isNotDoneWhereRecordsAreFedAndItEndsAfterItHasStopped() {
        Shard shard = shard(Mappings.usual(), this::handle);
        shard.stop();
        shard.feed(records(1, 4, 1));
        shard.end();
        shard.drain(within(LIMIT));

        assertThat(shard.isDone()).isFalse();
        assertThat(saved()).isEmpty();
    }

    @Test
    void savesNothingOnceItIsAbandoned() throws Exception {
        Shard shard = shard(Mappings.usual().batchSize(1), this::handleWhenReleased);
        shard.feed(records(1, 4, 1));
        begun.await();

        shard.abandon();

        await().atMost(LIMIT).until(() -> shard.state().lanes().get(0).counts().failed() == 1);
        shard.feed(List.of(record("a", 9)));
        shard.end();
        shard.drain(within(LIMIT));
        assertThat(saved()).contains(NOTHING_DONE);
        assertThat(handled).isEmpty();
    }

    /** A handler that ignores the interruption. */
    @Test
    void ignoresTheOutcomeOfWhatRunsOnOnceItIsAbandoned() throws Exception {
        Shard shard = shard(Mappings.usual(), event -> {
            begun.countDown();
            ShardFixture.await(released);
            return handle(event);
        });
        shard.feed(records(1, 4, 1));
        begun.await();

        shard.abandon();
        released.countDown();

        await().atMost(LIMIT).until(() -> shard.state().lanes().get(0).waiting() < 3);
        shard.drain(within(LIMIT));
        assertThat(saved()).contains(NOTHING_DONE);
    }

    @Test
    void returnsFromAbandonAfterTheSaveThatRuns() throws Exception {
        CountDownLatch saving = new CountDownLatch(1);
        Checkpoints slow = new Checkpoints() {

            @Override
            public Optional<Checkpoints.Checkpoint> load(String streamArn, String shardId) {
                return checkpoints.load(streamArn, shardId);
            }

            @Override
            public void save(String streamArn, String shardId, Checkpoints.Checkpoint checkpoint) {
                saving.countDown();
                ShardFixture.await(released);
                checkpoints.save(streamArn, shardId, checkpoint);
            }
        };
        Shard shard = ShardFixture.shard(NAME, Mappings.usual(), this::handle, slow, pool);
        Thread feeding = new Thread(() -> shard.feed(records(1, 2, 1)));
        feeding.start();
        saving.await();
        Thread abandoning = new Thread(shard::abandon);
        abandoning.start();
        await().atMost(LIMIT).until(() -> abandoning.getState() == Thread.State.BLOCKED);
        released.countDown();
        abandoning.join();
        Optional<Checkpoints.Checkpoint> then = saved();
        feeding.join();
        shard.drain(within(LIMIT));

        assertThat(then).isPresent();
        assertThat(saved()).isEqualTo(then);
    }

    /** The second of two records is often fed while the lane delivers the first one. */
    @Test
    void forgetsNoRecordThatIsFedWhileALaneRuns() throws Exception {
        Semaphore done = new Semaphore(0);
        Shard shard = shard(Mappings.usual(), event -> {
            handle(event);
            done.release(event.getRecords().size());
            return new StreamsEventResponse();
        });
        for (int i = 1; i < 2_000; i += 2) {
            shard.feed(List.of(record("item", i)));
            shard.feed(List.of(record("item", i + 1)));

            assertThat(done.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(handled).hasSize(2_000).isSorted();
    }
}
