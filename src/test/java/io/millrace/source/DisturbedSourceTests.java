package io.millrace.source;

import static io.millrace.source.Reading.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.source.SourceState.Activity;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A time of day that is set, a checkpoint that is not saved, and a lane that breaks. */
class DisturbedSourceTests {

    private final Reading reading = new Reading();
    private final StreamsInMemory streams = reading.streams();

    @Test
    void findsNewShardsAndTriesAgainThoughTheTimeOfDayIsSetBack() {
        boolean[] failed = {false};
        try (EventSource source = reading.start(Mappings.usual().latest(), event -> {
            if (!failed[0]) {
                failed[0] = true;
                throw new IllegalStateException("once");
            }
            return reading.handle(event);
        })) {
            reading.turnClock(Duration.ofHours(-1));
            streams.put("1", "a", 6);
            source.wake();
            await().atMost(LIMIT).until(() -> Reading.lanes(source).get(0).blocked() != null);
            reading.later(Duration.ofMillis(60));
            reading.awaitHandled("6");

            streams.shard("1", "b", null);
            streams.put("1", "b", 7);
            reading.later(Duration.ofSeconds(5));
            source.wake();
            reading.awaitHandled("6", "7");
        }
    }

    @Test
    void givesUpNoYoungRecordThoughTheTimeOfDayIsSet() {
        Mappings mappings = Mappings.usual().latest().age(Duration.ofMinutes(1));
        try (EventSource source = reading.start(mappings, reading::handle)) {
            reading.turnClock(Duration.ofHours(3));
            streams.put("1", "a", 6);
            source.wake();

            reading.awaitHandled("6");
        }
    }

    @Test
    void goesOnAndSaysSoThoughAnErrorKeepsACheckpointFromBeingSaved() {
        Checkpoints kept = reading.checkpoints();
        boolean[] broken = {false};
        reading.keepIn(new Checkpoints() {

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
        });
        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            broken[0] = true;
            streams.put("1", "a", 6);
            source.wake();
            reading.awaitHandled("6");
            await().atMost(LIMIT).untilAsserted(() -> assertThat(source.state().problem())
                    .isEqualTo("the checkpoint of shard a can't be saved, so that a restart handles again what "
                            + "is done: java.lang.NoClassDefFoundError: gone"));
            broken[0] = false;
            streams.put("1", "a", 7);
            source.wake();
            reading.awaitHandled("6", "7");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(source.state().problem()).isNull());
        }
    }

    @Test
    void standsStillAndSaysSoWhereALaneItselfBreaks() {
        try (EventSource source = reading.start(Mappings.usual().latest(), event -> {
            reading.breaks(true);
            return reading.handle(event);
        })) {
            streams.put("1", "a", 6);
            source.wake();
            await().atMost(LIMIT).until(() -> Reading.lanes(source).get(0).activity() == Activity.BROKEN);
            assertThat(source.state().problem())
                    .isEqualTo("a lane of shard a stands still until a restart, after java.lang.StackOverflowError");
        }
        reading.breaks(false);

        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            reading.awaitHandled("6", "6");
        }
    }
}
