package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.dispatch.Time;
import io.millrace.source.SourceState.LaneState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Reads a stream in memory that has five records before the start, by clocks that stand still but for what moves them. */
final class Reading {

    static final Duration LIMIT = Duration.ofSeconds(10);

    private final StreamsInMemory streams = new StreamsInMemory();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private volatile Checkpoints checkpoints = Checkpoints.inMemory();
    private volatile Instant now = Instant.parse("2026-01-01T10:00:00Z");
    private volatile Instant time = now;
    private volatile boolean breaks;

    Reading() {
        streams.enable("1", "a");
        for (int number = 1; number <= 5; number++) {
            streams.put("1", "a", number);
        }
    }

    StreamsInMemory streams() {
        return streams;
    }

    /** The sequence numbers of what was handled, as it was. */
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

    /** Whether the first lane breaks. */
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
    }

    EventSource start(Mappings mappings, Function<DynamodbEvent, StreamsEventResponse> function) {
        InstantSource clock = () -> time;
        InstantSource steady = () -> {
            if (breaks && Thread.currentThread().getName().equals("millrace-orders-0")) {
                throw new StackOverflowError();
            }
            return now;
        };
        Target target = new Target(
                function,
                batch -> {},
                checkpoints,
                new EventSourceListener() {},
                new Time(clock, steady, wait -> Thread.sleep(1)));
        EventSource source = new EventSource(
                table(mappings), target, new Polling(Duration.ofMillis(1), Duration.ofMillis(5)), streams);
        source.start();
        return source;
    }

    StreamsEventResponse handle(DynamodbEvent event) {
        return handleUnless(event, "");
    }

    StreamsEventResponse handleUnless(DynamodbEvent event, String poison) {
        event.getRecords().forEach(record -> {
            String number = record.getDynamodb().getSequenceNumber();
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
        return new SourceTable(
                StreamsInMemory.TABLE, StreamsInMemory.TABLE, mappings.mapping(), record -> true, record -> record);
    }
}
