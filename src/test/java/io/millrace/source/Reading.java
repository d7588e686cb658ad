package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.dispatch.Listeners;
import io.millrace.mapping.Mappings;
import io.millrace.source.SourceState.LaneState;
import io.millrace.testkit.streams.ModelTable;
import io.millrace.testkit.streams.StreamsServer;
import io.millrace.testkit.streams.TestClock;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads a stream of two shards, by clocks that stand still but for what moves them. Five records are there before the start, all of
 * one item.
 */
final class Reading implements AutoCloseable {

    static final String TABLE = "orders";
    static final Duration LIMIT = Duration.ofSeconds(10);

    /** The item that is there before the start. */
    static final String ITEM = "a";

    private final TestClock clockOfStreams = new TestClock();
    private final StreamsServer server = StreamsServer.start(clockOfStreams);
    private final DynamoDbStreamsClient streams = server.client();
    private final ModelTable table = server.table(TABLE, "id");
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private volatile Checkpoints checkpoints = Checkpoints.inMemory();
    private volatile Instant now = Instant.parse("2026-01-01T10:00:00Z");
    private volatile Instant time = now;
    private volatile boolean breaks;
    private final LanePool pool = new LanePool(4);

    Reading() {
        table.enableStream(StreamViewType.NEW_AND_OLD_IMAGES, 2);
        for (int n = 1; n <= 5; n++) {
            table.put(ITEM, n);
        }
    }

    StreamsServer server() {
        return server;
    }

    DynamoDbStreamsClient streams() {
        return streams;
    }

    ModelTable table() {
        return table;
    }

    String shard() {
        return table.shardOf(ITEM);
    }

    /** An item of which the other shard tells. */
    String otherItem() {
        return Stream.of("b", "c", "d", "e", "f", "g", "h")
                .filter(item -> !table.shardOf(item).equals(shard()))
                .findFirst()
                .orElseThrow();
    }

    /** The numbers that were put into items, as their changes were handled. */
    List<String> handled() {
        return handled;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    /** Of sources that start from now on. */
    void keepIn(Checkpoints others) {
        checkpoints = others;
    }

    /** Whether lanes break. */
    void breaks(boolean whether) {
        breaks = whether;
    }

    /** Sets the time of day alone. */
    void turnClock(Duration by) {
        time = time.plus(by);
    }

    void later(Duration duration) {
        now = now.plus(duration);
        time = time.plus(duration);
        clockOfStreams.pass(duration);
    }

    EventSource start(Mappings mappings, Function<DynamodbEvent, StreamsEventResponse> function) {
        InstantSource clock = () -> time;
        InstantSource steady = () -> {
            if (breaks && Thread.currentThread().getName().startsWith("millrace-lane")) {
                throw new StackOverflowError();
            }
            return now;
        };
        EventSink target = new EventSink(
                function,
                batch -> {},
                checkpoints,
                new Listeners<>(EventSourceListener.class, List.of()),
                new Time(clock, steady, wait -> Thread.sleep(1)));
        EventSource source = new EventSource(
                table(mappings),
                target,
                new EventSource.Polling(Duration.ofMillis(1), Duration.ofMillis(5)),
                streams,
                pool);
        source.start();
        return source;
    }

    StreamsEventResponse handle(DynamodbEvent event) {
        return handleUnless(event, "");
    }

    StreamsEventResponse handleUnless(DynamodbEvent event, String poison) {
        event.getRecords().forEach(record -> {
            String number = record.getDynamodb().getNewImage().get("n").getN();
            if (number.equals(poison)) {
                throw new IllegalStateException("poison");
            }
            handled.add(number);
        });
        return new StreamsEventResponse();
    }

    void awaitHandled(String... numbers) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(handled).containsExactly(numbers));
    }

    static List<LaneState> lanes(EventSource source) {
        return source.state().shards().stream()
                .flatMap(shard -> shard.lanes().stream())
                .toList();
    }

    static SourceTable table(Mappings mappings) {
        return new SourceTable(TABLE, TABLE, mappings.mapping(), record -> true, record -> record);
    }

    @Override
    public void close() {
        pool.close();
        streams.close();
        server.close();
    }
}
