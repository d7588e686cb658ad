package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.dispatch.Listeners;
import io.millrace.mapping.Mappings;
import io.millrace.testkit.streams.Fault;
import io.millrace.testkit.streams.ModelTable;
import io.millrace.testkit.streams.StreamsServer;
import io.millrace.testkit.streams.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table to which much happens while it is read, by processes that come and go. */
final class StreamHistory implements AutoCloseable {

    private static final String TABLE = "orders";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration RETENTION = Duration.ofHours(24);

    private final TestClock clock = new TestClock();
    private final StreamsServer server = StreamsServer.start(clock);
    private final DynamoDbStreamsClient streams = server.client();
    private final ModelTable table = server.table(TABLE, "id");
    private final Mappings mappings;
    private final Checkpoints kept = Checkpoints.inMemory();
    private final LanePool pool;
    private final List<EventSource> sources = new ArrayList<>();
    private final Map<String, List<Instant>> written = new HashMap<>();
    private final Map<String, List<Integer>> handled = new HashMap<>();
    private final AtomicInteger handlerFailures = new AtomicInteger();
    private final AtomicInteger checkpointFailures = new AtomicInteger();
    private int process;

    StreamHistory(Mappings mappings, int threads, int shards, String firstNumber) {
        this.mappings = mappings;
        this.pool = new LanePool(threads);
        server.numberFrom(firstNumber);
        table.enableStream(StreamViewType.NEW_AND_OLD_IMAGES, shards);
        startProcess();
    }

    void write(String item) {
        List<Instant> times = written.computeIfAbsent(item, key -> new ArrayList<>());
        times.add(clock.instant());
        table.put(item, times.size());
    }

    void rollOver(int choice) {
        table.rollOver(openShard(choice));
    }

    void split(int choice) {
        if (table.openShards().size() < 6) {
            table.split(openShard(choice));
        }
    }

    private String openShard(int choice) {
        List<String> open = table.openShards();
        return open.get(choice % open.size());
    }

    void enableAgain() {
        table.disableStream();
        table.enableStream();
    }

    void pass(Duration duration) {
        clock.pass(duration);
    }

    void fail(String operation, Fault fault) {
        server.fail(operation, fault);
    }

    /** The newest shard is lacking in a description. */
    void lackNewestShard() {
        server.fail("DescribeStream", Fault.without(table.openShards().get(0)));
    }

    void failHandler(int times) {
        handlerFailures.set(times);
    }

    void failCheckpoints(int times) {
        checkpointFailures.set(times);
    }

    void restart() {
        sources.get(sources.size() - 1).close();
        startProcess();
    }

    /** Nothing that the process does from now on counts. */
    void kill() {
        synchronized (handled) {
            process++;
        }
        sources.get(sources.size() - 1).stop();
        startProcess();
    }

    private void startProcess() {
        int number = ++process;
        EventSink target = new EventSink(
                event -> handle(event, number),
                batch -> {},
                checkpoints(number),
                new Listeners<>(EventSourceListener.class, List.of()),
                QuickTime.with(clock));
        SourceTable read = new SourceTable(TABLE, TABLE, mappings.mapping(), record -> true, record -> record);
        EventSource source = new EventSource(
                read, target, new EventSource.Polling(Duration.ofMillis(1), Duration.ofMillis(5)), streams, pool);
        source.start();
        sources.add(source);
    }

    private Checkpoints checkpoints(int number) {
        return new Checkpoints() {

            @Override
            public Optional<Checkpoints.Checkpoint> load(String streamArn, String shardId) {
                return kept.load(streamArn, shardId);
            }

            @Override
            public void save(String streamArn, String shardId, Checkpoints.Checkpoint checkpoint) {
                synchronized (handled) {
                    if (number != process || checkpointFailures.getAndDecrement() > 0) {
                        throw new IllegalStateException("the disk is full");
                    }
                    kept.save(streamArn, shardId, checkpoint);
                }
            }
        };
    }

    private StreamsEventResponse handle(DynamodbEvent event, int number) {
        for (DynamodbStreamRecord record : event.getRecords()) {
            synchronized (handled) {
                if (number != process || handlerFailures.getAndDecrement() > 0) {
                    throw new IllegalStateException("as scripted");
                }
                Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> image =
                        record.getDynamodb().getNewImage();
                handled.computeIfAbsent(image.get("id").getS(), key -> new ArrayList<>())
                        .add(Integer.parseInt(image.get("n").getN()));
            }
        }
        return new StreamsEventResponse();
    }

    /** All that wasn't trimmed is handled. */
    void awaitEnd() {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(2)).untilAsserted(() -> {
            sources.get(sources.size() - 1).wake();
            synchronized (handled) {
                written.forEach((item, times) -> {
                    for (int n = 1; n <= times.size(); n++) {
                        if (!isTrimmed(times.get(n - 1))) {
                            assertThat(handled.getOrDefault(item, List.of())).contains(n);
                        }
                    }
                });
            }
        });
    }

    private boolean isTrimmed(Instant created) {
        return created.plus(RETENTION).isBefore(clock.instant());
    }

    /** A record of an item is handled behind the one before it, or comes again. Only what was trimmed may be missing. */
    void assertOrder() {
        handled.forEach((item, numbers) -> {
            int last = 0;
            for (int n : numbers) {
                for (int missing = last + 1; missing < n; missing++) {
                    assertThat(isTrimmed(written.get(item).get(missing - 1)))
                            .as("%d of item %s is behind %d", n, item, last)
                            .isTrue();
                }
                last = n;
            }
        });
    }

    /** Another process handles only what comes after its start. */
    void assertNothingComesAgain() {
        awaitCheckpoints();
        restart();
        handled.clear();
        written.keySet().forEach(item -> table.put(item, 1_000_000));
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(2)).untilAsserted(() -> {
            synchronized (handled) {
                assertThat(handled.keySet()).isEqualTo(written.keySet());
            }
        });
        handled.values().forEach(numbers -> assertThat(numbers).containsExactly(1_000_000));
    }

    /** Each lane of each shard is where reading is, and shards that are closed are done. */
    private void awaitCheckpoints() {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(2)).untilAsserted(() -> {
            EventSource source = sources.get(sources.size() - 1);
            source.wake();
            assertThat(source.state().problem()).isNull();
            assertThat(source.state().shards())
                    .extracting(SourceState.ShardState::shardId)
                    .containsExactlyInAnyOrderElementsOf(table.openShards());
        });
    }

    @Override
    public void close() {
        sources.forEach(EventSource::stop);
        sources.forEach(EventSource::close);
        pool.close();
        streams.close();
        server.close();
    }
}
