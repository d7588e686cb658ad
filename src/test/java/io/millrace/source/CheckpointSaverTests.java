package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.Listeners;
import io.millrace.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CheckpointSaverTests {

    private static final ShardName SHARD = new ShardName("orders", "arn", "shard-1");
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @AutoClose
    private final LanePool pool = new LanePool(1);

    private final List<Checkpoints.Checkpoint> saves = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.EPOCH;
    private volatile Checkpoints.Checkpoint latest = upTo(1);
    private volatile Duration interval = INTERVAL;
    private volatile boolean full;

    private static Checkpoints.Checkpoint upTo(int number) {
        return new Checkpoints.Checkpoint(
                List.of(Optional.of(new SequenceNumber(ScriptedFunction.text(number)))), false);
    }

    private CheckpointSaver saver() {
        Checkpoints checkpoints = new Checkpoints() {

            @Override
            public Optional<Checkpoints.Checkpoint> load(String streamArn, String shardId) {
                return Optional.empty();
            }

            /** As a disk that is full says it of a file that is written beside the one that it replaces. */
            @Override
            public void save(String streamArn, String shardId, Checkpoints.Checkpoint checkpoint) {
                if (full) {
                    throw new UncheckedIOException(
                            new IOException(".%s.tmp: No space left on device".formatted(UUID.randomUUID())));
                }
                saves.add(checkpoint);
            }

            @Override
            public Duration interval() {
                return interval;
            }
        };
        EventSink sink = new EventSink(
                event -> new StreamsEventResponse(),
                batch -> {},
                checkpoints,
                new Listeners<>(EventSourceListener.class, List.of()),
                new Time(() -> now, wait -> {}));
        return new CheckpointSaver(SHARD, sink, pool, () -> Optional.of(latest));
    }

    private void later(Duration duration) {
        now = now.plus(duration);
    }

    @Test
    void savesAfterEachChangeWhereNoIntervalIsSet() {
        interval = Duration.ZERO;
        CheckpointSaver saver = saver();
        for (int i = 1; i <= 3; i++) {
            latest = upTo(i);
            saver.save();
            saver.save();
        }

        assertThat(saves).containsExactly(upTo(1), upTo(2), upTo(3));
    }

    @Test
    void savesOncePerInterval() {
        CheckpointSaver saver = saver();
        for (int i = 1; i <= 30; i++) {
            latest = upTo(i);
            saver.save();
            later(Duration.ofSeconds(1));
        }

        assertThat(saves).containsExactly(upTo(1), upTo(11), upTo(21));
    }

    @Test
    void savesTheLastChangeWhenTheIntervalIsOverThoughNothingElseHappens() {
        interval = Duration.ofMillis(20);
        CheckpointSaver saver = saver();
        saver.save();
        latest = upTo(2);
        saver.save();
        assertThat(saves).containsExactly(upTo(1));
        later(interval);

        await().atMost(Duration.ofSeconds(10)).until(() -> saves.contains(upTo(2)));
    }

    @Test
    void savesTheEndOfAShardAtOnce() {
        CheckpointSaver saver = saver();
        saver.save();
        latest = new Checkpoints.Checkpoint(List.of(), true);
        saver.save();

        assertThat(saves).containsExactly(upTo(1), latest);
        assertThat(saver.saved()).contains(latest);
    }

    @Test
    void savesTheLastStateInTheEndAndNothingAfterIt() {
        CheckpointSaver saver = saver();
        saver.save();
        latest = upTo(2);
        saver.finish();
        latest = upTo(3);
        later(INTERVAL);
        saver.save();
        saver.finish();

        assertThat(saves).containsExactly(upTo(1), upTo(2));
    }

    @Test
    void savesNothingOnceItIsAbandoned() {
        CheckpointSaver saver = saver();
        saver.save();
        saver.abandon();
        latest = upTo(2);
        later(INTERVAL);
        saver.save();
        saver.finish();

        assertThat(saves).containsExactly(upTo(1));
    }

    @Test
    void savesWithTheNextChangeWhatItCouldNotSave() {
        full = true;
        CheckpointSaver saver = saver();
        saver.save();
        assertThat(saver.problem()).isPresent();
        full = false;
        latest = upTo(2);
        later(INTERVAL);
        saver.save();

        assertThat(saves).containsExactly(upTo(2));
        assertThat(saver.problem()).isEmpty();
    }

    @Test
    void savesLaterByItselfWhatItCouldNotSave() {
        interval = Duration.ZERO;
        full = true;
        CheckpointSaver saver = saver();
        saver.save();
        full = false;

        await().atMost(Duration.ofSeconds(10)).until(() -> saves.contains(upTo(1)));
    }

    @Test
    void logsOnceThatItCantSaveThoughEachDraftHasAnotherName(CapturedOutput output) {
        full = true;
        CheckpointSaver saver = saver();

        for (int i = 0; i < 10; i++) {
            saver.save();
            later(INTERVAL);
        }

        assertThat(output.toString().split("the checkpoint can't be saved", -1)).hasSize(2);
        assertThat(saver.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .matches("the checkpoint of shard shard-1 can't be saved, so that a restart handles again what is"
                        + " done: java\\.io\\.UncheckedIOException: java\\.io\\.IOException: \\.[0-9a-f-]{36}\\.tmp:"
                        + " No space left on device"));
        assertThat(saver.saved()).isEmpty();
    }
}
