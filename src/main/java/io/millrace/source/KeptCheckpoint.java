package io.millrace.source;

import io.millrace.dispatch.Recurrence;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoint of a shard, and what keeps it from being kept. Any thread may ask; keeping is for one at a time. */
final class KeptCheckpoint {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);

    private final ShardName shard;
    private final Checkpoints checkpoints;
    private volatile Optional<Checkpoint> kept;
    private volatile Optional<String> problem = Optional.empty();
    private @Nullable Recurrence failure;

    KeptCheckpoint(ShardName shard, Checkpoints checkpoints) {
        this.shard = shard;
        this.checkpoints = checkpoints;
        this.kept = checkpoints.load(shard.streamArn(), shard.shardId());
    }

    /** What a restart would find. */
    Optional<Checkpoint> find() {
        return kept;
    }

    /** Why it is not the latest; empty for no reason. */
    Optional<String> problem() {
        return problem;
    }

    /** Keeps another one. What can't be kept now is with the next. */
    void keep(Checkpoint now) {
        if (kept.filter(now::equals).isPresent()) {
            return;
        }
        try {
            checkpoints.save(shard.streamArn(), shard.shardId(), now);
            kept = Optional.of(now);
            problem = Optional.empty();
            failure = null;
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void failed(Throwable e) {
        failure = Recurrence.of(e, failure);
        if (failure.isFirst()) {
            log.error("{}: the checkpoint can't be saved", shard, e);
        }
        problem = Optional.of(
                "the checkpoint of shard %s can't be saved, so that a restart handles again what is done: %s"
                        .formatted(shard.shardId(), e));
    }
}
