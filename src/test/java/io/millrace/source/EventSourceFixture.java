package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.millrace.dispatch.Listeners;
import io.millrace.mapping.DiscardedBatch;
import io.millrace.mapping.Mappings;
import io.millrace.source.SourceState.LaneState;
import io.millrace.testkit.streams.ModelTable;
import io.millrace.testkit.streams.StreamsServer;
import io.millrace.testkit.streams.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table with a stream, and sources that read it. */
abstract class EventSourceFixture {

    static final String TABLE = "orders";
    static final Duration LIMIT = Duration.ofSeconds(20);

    final TestClock clock = new TestClock();
    final StreamsServer server = StreamsServer.start(clock);
    final DynamoDbStreamsClient streams = server.client();
    final ModelTable table = server.table(TABLE, StreamViewType.NEW_AND_OLD_IMAGES);
    EventSource.Polling polling = new EventSource.Polling(Duration.ofMillis(1), Duration.ofMillis(10));
    final List<AutoCloseable> sources = new ArrayList<>();
    final List<String> handled = new CopyOnWriteArrayList<>();
    final UnreliableCheckpoints checkpoints = new UnreliableCheckpoints();
    final LanePool pool = new LanePool(4);
    final List<DiscardedBatch> discarded = new CopyOnWriteArrayList<>();

    /** Kept in memory, and not saved when it is told so. */
    static final class UnreliableCheckpoints implements Checkpoints {

        private final Checkpoints kept = Checkpoints.inMemory();
        volatile Predicate<Checkpoints.Checkpoint> failing = checkpoint -> false;

        @Override
        public Optional<Checkpoints.Checkpoint> load(String streamArn, String shardId) {
            return kept.load(streamArn, shardId);
        }

        @Override
        public void save(String streamArn, String shardId, Checkpoints.Checkpoint checkpoint) {
            if (failing.test(checkpoint)) {
                throw new IllegalStateException("the disk is full");
            }
            kept.save(streamArn, shardId, checkpoint);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable source : sources) {
            source.close();
        }
        pool.close();
        streams.close();
        server.close();
    }

    static LaneState lane(EventSource source) {
        return source.state().shards().get(0).lanes().get(0);
    }

    StreamsEventResponse failing(DynamodbEvent event, Predicate<DynamodbStreamRecord> fails) {
        for (DynamodbStreamRecord record : event.getRecords()) {
            if (fails.test(record)) {
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
            }
            handled.add(value(record));
        }
        return new StreamsEventResponse();
    }

    StreamsEventResponse handle(DynamodbEvent event) {
        return failing(event, record -> false);
    }

    static String value(DynamodbStreamRecord record) {
        return record.getDynamodb().getKeys().get("id").getS()
                + record.getDynamodb().getNewImage().get("n").getN();
    }

    EventSource start(Mappings mappings, Function<DynamodbEvent, StreamsEventResponse> function) {
        return start(mappings, function, TABLE);
    }

    EventSource start(Mappings mappings, Function<DynamodbEvent, StreamsEventResponse> function, String table) {
        return start(mappings, function, table, record -> true);
    }

    EventSource start(
            Mappings mappings,
            Function<DynamodbEvent, StreamsEventResponse> function,
            String name,
            Predicate<DynamodbStreamRecord> filter) {
        SourceTable read = new SourceTable(name, name, mappings.mapping(), filter, record -> record);
        EventSink target = new EventSink(
                function,
                discarded::add,
                checkpoints,
                new Listeners<>(EventSourceListener.class, List.of()),
                QuickTime.with(clock));
        EventSource source = new EventSource(read, target, polling, streams, pool);
        source.start();
        sources.add(source);
        return source;
    }

    void awaitHandled(String... values) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(handled).containsExactly(values));
    }

    static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
