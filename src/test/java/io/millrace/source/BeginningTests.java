package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.dispatch.Time;
import io.millrace.source.SourceState.Activity;
import io.millrace.source.SourceState.LaneState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where reading begins, and where it goes on in another process. */
class BeginningTests {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final StreamsInMemory streams = new StreamsInMemory();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private Checkpoints checkpoints = Checkpoints.inMemory();
    private volatile Instant now = Instant.parse("2026-01-01T10:00:00Z");
    private volatile Instant time = now;
    private volatile boolean breaks;

    @BeforeEach
    void writeBeforeTheStart() {
        streams.enable("1", "a");
        for (int number = 1; number <= 5; number++) {
            streams.put("1", "a", number);
        }
    }

    @Test
    void handlesWhatWasWrittenAfterALatestStartThoughNothingWasReadBeforeTheProcessEnded() {
        start(Mappings.usual().latest(), this::handle).stop();
        streams.put("1", "a", 6);

        try (EventSource source = start(Mappings.usual().latest(), this::handle)) {
            awaitHandled("6");
        }
    }

    @Test
    void handlesNothingFromBeforeALatestStartThoughTheFirstRecordBlocks() {
        try (EventSource source = start(Mappings.usual().latest().factor(2), event -> {
            throw new IllegalStateException("poison");
        })) {
            streams.put("1", "a", 6);
            source.wake();
            await().atMost(LIMIT).until(() -> lanes(source).stream().anyMatch(lane -> lane.blocked() != null));
        }

        try (EventSource source = start(Mappings.usual().latest().factor(2), this::handle)) {
            awaitHandled("6");
        }
    }

    @Test
    void handlesAllOfAShardThatIsFoundAfterALatestStart() {
        streams.shard("1", "b", null);
        start(Mappings.usual().latest(), this::handle).stop();
        streams.close("1", "a");
        streams.shard("1", "a1", "a");
        streams.put("1", "a1", 7);
        streams.put("1", "b", 8);

        try (EventSource source = start(Mappings.usual().latest(), this::handle)) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(handled).contains("8"));
            later(Duration.ofSeconds(5)); // the child is found once its parent is done
            source.wake();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(handled).containsExactlyInAnyOrder("7", "8"));
        }
    }

    @Test
    void settlesAllShardsOfTheStartThoughTheFirstProcessEndedBetweenThem() {
        streams.shard("1", "b", null);
        streams.put("1", "b", 9);
        List<Streams.Found> found = new Streams(streams, table(Mappings.usual())).shards();
        Checkpoints ending = new Checkpoints() {

            @Override
            public Optional<Checkpoint> load(String streamArn, String shardId) {
                return checkpoints.load(streamArn, shardId);
            }

            @Override
            public void save(String streamArn, String shardId, Checkpoint checkpoint) {
                if (shardId.equals("b")) {
                    throw new IllegalStateException("killed");
                }
                checkpoints.save(streamArn, shardId, checkpoint);
            }
        };
        EventSourceMapping mapping = Mappings.usual().latest().mapping();
        assertThatThrownBy(() -> new Beginning(mapping, ending, streams).settle(found))
                .hasMessage("killed");
        streams.put("1", "a", 6);

        try (EventSource source = start(Mappings.usual().latest(), this::handle)) {
            awaitHandled("6");
            streams.put("1", "b", 10);
            source.wake();
            awaitHandled("6", "10");
        }
    }

    @Test
    void readsANewTableThoughTheOneBeforeItWasDeletedWithARecordThatBlocks() {
        try (EventSource source = start(Mappings.usual(), event -> handleUnless(event, "1"))) {
            await().atMost(LIMIT).until(() -> lanes(source).get(0).activity() == Activity.BLOCKED);
            streams.delete("1");
            streams.enable("2", "a");
            streams.put("2", "a", 11);
            later(Duration.ofSeconds(5));
            source.wake();

            awaitHandled("11");
        }
    }

    @Test
    void readsAStreamBehindTheOneBeforeItHoweverOftenItIsEnabledAgain() {
        try (EventSource source = start(Mappings.usual().latest(), this::handle)) {
            for (int stream = 2; stream <= 4; stream++) {
                streams.disable("" + (stream - 1));
                streams.enable("" + stream, "a");
                streams.put("" + stream, "a", 10 * stream);
                int expected = stream - 1;
                await().atMost(LIMIT).until(() -> {
                    later(Duration.ofSeconds(5));
                    source.wake();
                    return handled.size() == expected;
                });
            }
            assertThat(handled).containsExactly("20", "30", "40");
        }
    }

    @Test
    void findsNewShardsAndTriesAgainThoughTheTimeOfDayIsSetBack() {
        boolean[] failed = {false};
        try (EventSource source = start(Mappings.usual().latest(), event -> {
            if (!failed[0]) {
                failed[0] = true;
                throw new IllegalStateException("once");
            }
            return handle(event);
        })) {
            time = time.minus(Duration.ofHours(1));
            streams.put("1", "a", 6);
            source.wake();
            await().atMost(LIMIT).until(() -> lanes(source).get(0).blocked() != null);
            later(Duration.ofMillis(60));
            awaitHandled("6");

            streams.shard("1", "b", null);
            streams.put("1", "b", 7);
            later(Duration.ofSeconds(5));
            source.wake();
            awaitHandled("6", "7");
        }
    }

    @Test
    void givesUpNoYoungRecordThoughTheTimeOfDayIsSet() {
        Mappings mappings = Mappings.usual().latest().age(Duration.ofMinutes(1));
        try (EventSource source = start(mappings, this::handle)) {
            time = time.plus(Duration.ofHours(3));
            streams.put("1", "a", 6);
            source.wake();

            awaitHandled("6");
        }
    }

    @Test
    void goesOnAndSaysSoThoughAnErrorKeepsACheckpointFromBeingSaved() {
        Checkpoints kept = checkpoints;
        boolean[] broken = {false};
        checkpoints = new Checkpoints() {

            @Override
            public Optional<Checkpoint> load(String streamArn, String shardId) {
                return kept.load(streamArn, shardId);
            }

            @Override
            public void save(String streamArn, String shardId, Checkpoint checkpoint) {
                if (broken[0]) {
                    throw new NoClassDefFoundError("gone");
                }
                kept.save(streamArn, shardId, checkpoint);
            }
        };
        try (EventSource source = start(Mappings.usual().latest(), this::handle)) {
            broken[0] = true;
            streams.put("1", "a", 6);
            source.wake();
            awaitHandled("6");
            await().atMost(LIMIT).untilAsserted(() -> assertThat(source.state().problem())
                    .isEqualTo("the checkpoint of shard a can't be saved, so that a restart handles again what "
                            + "is done: java.lang.NoClassDefFoundError: gone"));
            broken[0] = false;
            streams.put("1", "a", 7);
            source.wake();
            awaitHandled("6", "7");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(source.state().problem()).isNull());
        }
    }

    @Test
    void standsStillAndSaysSoWhereALaneItselfBreaks() {
        try (EventSource source = start(Mappings.usual().latest(), event -> {
            breaks = true;
            return handle(event);
        })) {
            streams.put("1", "a", 6);
            source.wake();
            await().atMost(LIMIT).until(() -> lanes(source).get(0).activity() == Activity.BROKEN);
            assertThat(source.state().problem())
                    .isEqualTo("a lane of shard a stands still until a restart, after java.lang.StackOverflowError");
        }
        breaks = false;

        try (EventSource source = start(Mappings.usual().latest(), this::handle)) {
            awaitHandled("6", "6");
        }
    }

    private StreamsEventResponse handle(DynamodbEvent event) {
        return handleUnless(event, "");
    }

    private StreamsEventResponse handleUnless(DynamodbEvent event, String poison) {
        event.getRecords().forEach(record -> {
            String number = record.getDynamodb().getSequenceNumber();
            if (number.equals(poison)) {
                throw new IllegalStateException("poison");
            }
            handled.add(number);
        });
        return new StreamsEventResponse();
    }

    private void later(Duration duration) {
        now = now.plus(duration);
        time = time.plus(duration);
    }

    private static List<LaneState> lanes(EventSource source) {
        return source.state().shards().stream()
                .flatMap(shard -> shard.lanes().stream())
                .toList();
    }

    private void awaitHandled(String... numbers) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(handled).containsExactly(numbers));
    }

    private static SourceTable table(Mappings mappings) {
        return new SourceTable(
                StreamsInMemory.TABLE, StreamsInMemory.TABLE, mappings.mapping(), record -> true, record -> record);
    }

    private EventSource start(Mappings mappings, Function<DynamodbEvent, StreamsEventResponse> function) {
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
}
