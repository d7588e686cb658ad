package io.millrace.source;

import io.millrace.dispatch.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the checkpoint of a shard when it has changed, but not more often than its {@link Checkpoints} ask for: what has changed
 * meanwhile is saved when the interval is over, and the end of a shard at once. What can't be saved is saved later. Any thread
 * may call.
 */
final class CheckpointSaver {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final ShardName shard;
    private final EventSink sink;
    private final LanePool pool;
    private final Supplier<Optional<Checkpoints.Checkpoint>> latest;
    private volatile Optional<Checkpoints.Checkpoint> saved;
    private volatile Optional<String> problem = Optional.empty();
    private @Nullable Recurrence failure;
    private Instant next = Instant.MIN;
    private boolean waiting;
    private boolean closed;

    /**
     * @param latest the checkpoint as it is now; empty where nothing was read
     */
    CheckpointSaver(ShardName shard, EventSink sink, LanePool pool, Supplier<Optional<Checkpoints.Checkpoint>> latest) {
        this.shard = shard;
        this.sink = sink;
        this.pool = pool;
        this.latest = latest;
        this.saved = sink.checkpoints().load(shard.streamArn(), shard.shardId());
    }

    /** What a restart would find. */
    Optional<Checkpoints.Checkpoint> saved() {
        return saved;
    }

    /** Why the latest checkpoint is not saved; empty for no reason. */
    Optional<String> problem() {
        return problem;
    }

    /** Saves what has changed: now, or when the interval is over. */
    synchronized void save() {
        changed().ifPresent(checkpoint -> {
            Duration wait = Duration.between(now(), next);
            if (checkpoint.ended() || wait.isNegative() || wait.isZero()) {
                save(checkpoint);
            } else {
                saveLater(wait);
            }
        });
    }

    /** Saves what has changed. When this returns, nothing is saved any more. */
    synchronized void finish() {
        changed().ifPresent(this::save);
        closed = true;
    }

    /** When this returns, nothing is saved any more. */
    synchronized void abandon() {
        closed = true;
    }

    private Optional<Checkpoints.Checkpoint> changed() {
        return closed
                ? Optional.empty()
                : latest.get().filter(now -> saved.filter(now::equals).isEmpty());
    }

    private void save(Checkpoints.Checkpoint now) {
        next = now().plus(sink.checkpoints().interval());
        try {
            sink.checkpoints().save(shard.streamArn(), shard.shardId(), now);
            saved = Optional.of(now);
            problem = Optional.empty();
            failure = null;
        } catch (Throwable e) {
            failed(e);
            saveLater(AFTER_FAILURE);
        }
    }

    private void saveLater(Duration wait) {
        if (!waiting) {
            waiting = true;
            pool.later(wait, this::saveAfterWait);
        }
    }

    private synchronized void saveAfterWait() {
        waiting = false;
        save();
    }

    private Instant now() {
        return sink.time().steady().instant();
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
