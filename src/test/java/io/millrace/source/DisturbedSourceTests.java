package io.millrace.source;

import static io.millrace.source.Reading.ITEM;
import static io.millrace.source.Reading.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.mapping.Mappings;
import io.millrace.source.SourceState.Activity;
import io.millrace.testkit.streams.Fault;
import io.millrace.testkit.streams.ModelTable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A time of day that is set, a checkpoint that is not saved, and a lane that breaks. */
class DisturbedSourceTests {

    @AutoClose
    private final Reading reading = new Reading();

    private final ModelTable table = reading.table();

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
            table.put(ITEM, 6);
            source.wake();
            await().atMost(LIMIT).until(() -> Reading.lanes(source).stream().anyMatch(lane -> lane.blocked() != null));
            reading.later(Duration.ofMillis(60));
            reading.awaitHandled("6");

            String parent = reading.shard();
            String child = table.rollOver(parent);
            table.put(ITEM, 7);
            reading.server().fail("DescribeStream", Fault.without(child));
            await().atMost(LIMIT).until(reading.server()::hasFailed);
            reading.later(Duration.ofSeconds(5));
            source.wake();
            reading.awaitHandled("6", "7");
        }
    }

    @Test
    void findsAStreamThatIsEnabledAgainThoughTheTimeOfDayIsSetBack() {
        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            table.disableStream();
            await().atMost(LIMIT).until(() -> source.state().shards().isEmpty());
            reading.turnClock(Duration.ofHours(-1));
            table.enableStream();
            table.put(ITEM, 6);
            reading.later(Duration.ofSeconds(5));
            source.wake();
            reading.awaitHandled("6");
        }
    }

    @Test
    void discardsNoYoungRecordThoughTheTimeOfDayIsSet() {
        Mappings mappings = Mappings.usual().latest().age(Duration.ofMinutes(1));
        boolean[] failed = {false};
        try (EventSource source = reading.start(mappings, event -> {
            if (!failed[0]) {
                failed[0] = true;
                throw new IllegalStateException("once");
            }
            return reading.handle(event);
        })) {
            table.put(ITEM, 6);
            source.wake();
            await().atMost(LIMIT).until(() -> Reading.lanes(source).stream().anyMatch(lane -> lane.blocked() != null));
            reading.turnClock(Duration.ofHours(3));
            reading.later(Duration.ofMillis(60));

            reading.awaitHandled("6");
        }
    }

    @Test
    void goesOnAndSaysSoThoughAnErrorKeepsACheckpointFromBeingSaved() {
        Checkpoints kept = reading.checkpoints();
        boolean[] broken = {false};
        reading.keepIn(new Checkpoints() {

            @Override
            public Optional<Checkpoints.Checkpoint> load(String streamArn, String shardId) {
                return kept.load(streamArn, shardId);
            }

            @Override
            public void save(String streamArn, String shardId, Checkpoints.Checkpoint checkpoint) {
                if (broken[0]) {
                    throw new NoClassDefFoundError("gone");
                }
                kept.save(streamArn, shardId, checkpoint);
            }
        });
        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            broken[0] = true;
            table.put(ITEM, 6);
            source.wake();
            reading.awaitHandled("6");
            await().atMost(LIMIT).untilAsserted(() -> assertThat(source.state().problem())
                    .isEqualTo(
                            "the checkpoint of shard %s can't be saved, so that a restart handles again what is "
                                    + "done: java.lang.NoClassDefFoundError: gone",
                            reading.shard()));
            broken[0] = false;
            table.put(ITEM, 7);
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
            table.put(ITEM, 6);
            source.wake();
            await().atMost(LIMIT)
                    .until(() -> Reading.lanes(source).stream().anyMatch(lane -> lane.activity() == Activity.BROKEN));
            assertThat(source.state().problem())
                    .isEqualTo(
                            "a lane of shard %s stands still until a restart, after java.lang.StackOverflowError",
                            reading.shard());
        }
        reading.breaks(false);

        try (EventSource source = reading.start(Mappings.usual().latest(), reading::handle)) {
            reading.awaitHandled("6", "6");
        }
    }
}
