package io.millrace.source;

import static io.millrace.source.Reading.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.source.SourceState.Activity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where reading begins, and where it goes on in another process. */
class BeginningTests {

    private final Reading reading = new Reading();
    private final StreamsInMemory streams = reading.streams();

    @Test
    void handlesWhatWasWrittenAfterALatestStartThoughNothingWasReadBeforeTheProcessEnded() {
        reading.start(Mappings.usual().latest(), reading::handle).stop();
        streams.put("1", "a", 6);

        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            reading.awaitHandled("6");
        }
    }

    @Test
    void handlesNothingFromBeforeALatestStartThoughTheFirstRecordBlocks() {
        try (EventSource source = reading.start(Mappings.usual().latest().factor(2), event -> {
            throw new IllegalStateException("poison");
        })) {
            streams.put("1", "a", 6);
            source.wake();
            await().atMost(LIMIT).until(() -> Reading.lanes(source).stream().anyMatch(lane -> lane.blocked() != null));
        }

        try (EventSource source = reading.start(Mappings.usual().latest().factor(2), reading::handle)) {
            reading.awaitHandled("6");
        }
    }

    @Test
    void handlesAllOfAShardThatIsFoundAfterALatestStart() {
        streams.shard("1", "b", null);
        reading.start(Mappings.usual().latest(), reading::handle).stop();
        streams.close("1", "a");
        streams.shard("1", "a1", "a");
        streams.put("1", "a1", 7);
        streams.put("1", "b", 8);

        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(reading.handled()).contains("8"));
            reading.later(Duration.ofSeconds(5)); // the child is found once its parent is done
            source.wake();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(reading.handled()).containsExactlyInAnyOrder("7", "8"));
        }
    }

    @Test
    void settlesAllShardsOfTheStartThoughTheFirstProcessEndedBetweenThem() {
        streams.shard("1", "b", null);
        streams.put("1", "b", 9);
        List<Streams.Found> found = new Streams(streams, Reading.table(Mappings.usual())).shards();
        Checkpoints ending = new Checkpoints() {

            @Override
            public Optional<Checkpoint> load(String streamArn, String shardId) {
                return reading.checkpoints().load(streamArn, shardId);
            }

            @Override
            public void save(String streamArn, String shardId, Checkpoint checkpoint) {
                if (shardId.equals("b")) {
                    throw new IllegalStateException("killed");
                }
                reading.checkpoints().save(streamArn, shardId, checkpoint);
            }
        };
        EventSourceMapping mapping = Mappings.usual().latest().mapping();
        assertThatThrownBy(() -> new Beginning(mapping, ending, streams).settle(found))
                .hasMessage("killed");
        streams.put("1", "a", 6);

        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            reading.awaitHandled("6");
            streams.put("1", "b", 10);
            source.wake();
            reading.awaitHandled("6", "10");
        }
    }

    @Test
    void readsANewTableThoughTheOneBeforeItWasDeletedWithARecordThatBlocks() {
        try (EventSource source = reading.start(Mappings.usual(), event -> reading.handleUnless(event, "1"))) {
            await().atMost(LIMIT).until(() -> Reading.lanes(source).get(0).activity() == Activity.BLOCKED);
            streams.delete("1");
            streams.enable("2", "a");
            streams.put("2", "a", 11);
            reading.later(Duration.ofSeconds(5));
            source.wake();

            reading.awaitHandled("11");
        }
    }

    @Test
    void readsAStreamBehindTheOneBeforeItHoweverOftenItIsEnabledAgain() {
        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            for (int stream = 2; stream <= 4; stream++) {
                streams.disable("" + (stream - 1));
                streams.enable("" + stream, "a");
                streams.put("" + stream, "a", 10 * stream);
                int expected = stream - 1;
                await().atMost(LIMIT).until(() -> {
                    reading.later(Duration.ofSeconds(5));
                    source.wake();
                    return reading.handled().size() == expected;
                });
            }
            assertThat(reading.handled()).containsExactly("20", "30", "40");
        }
    }
}
