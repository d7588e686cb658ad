package io.millrace.source;

import static io.millrace.source.ShardFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.dispatch.Listeners;
import io.millrace.mapping.DiscardedBatch;
import io.millrace.mapping.Mappings;
import io.millrace.time.Time;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EventSourceListenerTests {

    private static final ShardName NAME = new ShardName("orders", "arn", "shard-1");

    @AutoClose
    private final LanePool pool = new LanePool(1);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicBoolean refuses = new AtomicBoolean();

    private final class Recording implements EventSourceListener {

        private final String name;

        Recording(String name) {
            this.name = name;
        }

        private void note(ShardName shard, String event) {
            assertThat(shard).isEqualTo(NAME);
            events.add(name + " " + event);
        }

        @Override
        public void filtered(ShardName shard, DynamodbStreamRecord record) {
            note(shard, "filtered " + ShardFixture.number(record));
        }

        @Override
        public void delivering(ShardName shard, List<DynamodbStreamRecord> records, int deliveries) {
            note(shard, "delivering %d again %d".formatted(ShardFixture.number(records.get(0)), deliveries));
        }

        @Override
        public void delivered(
                ShardName shard, List<DynamodbStreamRecord> records, int from, @Nullable Throwable failure) {
            note(shard, "delivered %d".formatted(from) + (failure == null ? "" : " " + failure.getMessage()));
        }

        @Override
        public void discarded(ShardName shard, DiscardedBatch batch) {
            note(shard, "discarded " + batch.condition());
        }

        @Override
        public void notDiscarded(ShardName shard, DiscardedBatch batch, Throwable failure) {
            note(shard, "not discarded " + failure.getMessage());
        }
    }

    private static final class Failing implements EventSourceListener {

        @Override
        public void delivering(ShardName shard, List<DynamodbStreamRecord> records, int deliveries) {
            throw new AssertionError("as scripted");
        }
    }

    /** Wants records but the third one, fails with the second one, and discards at once what failed. */
    private Shard shard(EventSourceListener... listeners) {
        SourceTable table = new SourceTable(
                "orders",
                "orders",
                Mappings.usual().batchSize(1).retries(0).mapping(),
                record -> ShardFixture.number(record) != 3,
                UnaryOperator.identity());
        EventSink sink = new EventSink(
                event -> {
                    if (ShardFixture.number(event.getRecords().get(0)) == 2) {
                        throw new IllegalStateException("poison");
                    }
                    return new StreamsEventResponse();
                },
                batch -> {
                    if (refuses.getAndSet(false)) {
                        throw new IllegalStateException("refused");
                    }
                },
                Checkpoints.inMemory(),
                new Listeners<>(EventSourceListener.class, List.of(listeners)),
                Time.SYSTEM);
        return new Shard(NAME, table, sink, pool);
    }

    private void run(Shard shard) {
        shard.feed(ShardFixture.records(1, 4, 1));
        shard.end();
        await().atMost(LIMIT).until(shard::isDone);
    }

    @Test
    void seesWhatHappensInTheOrderOfTheListeners() {
        run(shard(new Recording("first"), new Recording("second")));

        assertThat(events)
                .contains("first filtered 3", "second filtered 3")
                .filteredOn(event -> !event.contains("filtered"))
                .containsExactly(
                        "first delivering 1 again 0",
                        "second delivering 1 again 0",
                        "first delivered 1",
                        "second delivered 1",
                        "first delivering 2 again 0",
                        "second delivering 2 again 0",
                        "first delivered 0 poison",
                        "second delivered 0 poison",
                        "first discarded RetryAttemptsExhausted",
                        "second discarded RetryAttemptsExhausted");
    }

    @Test
    void seesThatADestinationRefusesABatchThatIsKeptLater() {
        refuses.set(true);
        run(shard(new Recording("it")));

        assertThat(events).containsSubsequence("it not discarded refused", "it discarded RetryAttemptsExhausted");
    }

    @Test
    void harmsNothingAndIsLoggedOnceThoughItThrows(CapturedOutput output) {
        run(shard(new Failing(), new Recording("second")));

        assertThat(events).contains("second delivering 1 again 0", "second delivering 2 again 0");
        assertThat(output.toString().lines().filter(line -> line.contains(" WARN ")))
                .singleElement()
                .asString()
                .endsWith("The EventSourceListener %s failed, which changes nothing else. "
                                .formatted(Failing.class.getName())
                        + "Further failures of it are logged at DEBUG");
        assertThat(output).contains("java.lang.AssertionError: as scripted");
    }
}
