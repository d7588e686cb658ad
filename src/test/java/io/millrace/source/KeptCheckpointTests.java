package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class KeptCheckpointTests {

    private static final ShardName SHARD = new ShardName("orders", "arn", "shard-1");

    /** A disk that is full, as a file says that is written beside the one that it replaces. */
    private static final Checkpoints FULL = new Checkpoints() {

        @Override
        public Optional<Checkpoint> load(String streamArn, String shardId) {
            return Optional.empty();
        }

        @Override
        public void save(String streamArn, String shardId, Checkpoint checkpoint) {
            throw new UncheckedIOException(
                    new IOException(".%s.tmp: No space left on device".formatted(UUID.randomUUID())));
        }
    };

    @Test
    void tellsOnceThatItCantBeSavedThoughEachDraftHasAnotherName(CapturedOutput output) {
        KeptCheckpoint kept = new KeptCheckpoint(SHARD, FULL);

        for (int i = 0; i < 10; i++) {
            kept.keep(new Checkpoint(List.of(), true));
        }

        assertThat(output.toString().split("the checkpoint can't be saved", -1)).hasSize(2);
        assertThat(kept.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .matches("the checkpoint of shard shard-1 can't be saved, so that a restart handles again what is"
                        + " done: java\\.io\\.UncheckedIOException: java\\.io\\.IOException: \\.[0-9a-f-]{36}\\.tmp:"
                        + " No space left on device"));
        assertThat(kept.find()).isEmpty();
    }
}
