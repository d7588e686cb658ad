package io.millrace.source;

import io.millrace.change.SequenceNumber;
import io.millrace.source.SourceState.Activity;
import io.millrace.source.SourceState.Blocked;
import io.millrace.source.SourceState.Counts;
import io.millrace.source.SourceState.LaneState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out what a lane decides, one step after the other. The monitor of the shard guards the lane and its counts. */
final class LaneRunner {

    private static final Pause AFTER_REFUSAL = Pause.rest(Duration.ofSeconds(1));

    private final Lane lane;
    private final Shard shard;
    private final Deliverer deliverer;
    private final Steps steps;
    private Counts counts = Counts.NONE;
    private @Nullable Failing failing;
    private Optional<SequenceNumber> before = Optional.empty();
    private @Nullable Throwable broken;
    private boolean running;

    /** A batch that fails. */
    private record Failing(SequenceNumber record, int deliveries, Instant next, String error) {}

    LaneRunner(Lane lane, Shard shard, Deliverer deliverer, LanePool pool) {
        this.lane = lane;
        this.shard = shard;
        this.deliverer = deliverer;
        this.steps = pool.delivering(shard.name().table(), this::step);
    }

    Lane lane() {
        return lane;
    }

    Steps steps() {
        return steps;
    }

    void countFiltered() {
        counts = counts.filteredOut();
    }

    LaneState state() {
        StreamEntry oldest = lane.oldest();
        return new LaneState(
                activity(),
                position().orElse(null),
                lane.size(),
                oldest == null ? null : Duration.between(oldest.times().read(), shard.now()),
                counts,
                blocked());
    }

    private @Nullable Blocked blocked() {
        Failing known = failing;
        return known == null
                ? null
                : new Blocked(
                        known.record(), known.deliveries(), Duration.between(shard.now(), known.next()), known.error());
    }

    /** All records up to here are done. */
    Optional<SequenceNumber> position() {
        return broken == null ? shard.position(lane) : before;
    }

    boolean isDone() {
        return lane.isEmpty() && broken == null;
    }

    /** Why the lane stands still; empty while it goes on. */
    Optional<Throwable> broken() {
        return Optional.ofNullable(broken);
    }

    private Activity activity() {
        if (broken != null) {
            return Activity.BROKEN;
        }
        if (failing != null) {
            return Activity.BLOCKED;
        }
        if (running) {
            return Activity.RUNNING;
        }
        return lane.isEmpty() ? Activity.IDLE : Activity.GATHERING;
    }

    private Pause step() {
        try {
            Decision decision = decide();
            return decision instanceof Decision.Wait wait ? pause(wait.until()) : run(decision);
        } catch (Throwable e) {
            standStill(e);
            return Pause.UNTIL_WOKEN;
        }
    }

    private Decision decide() {
        synchronized (shard) {
            before = shard.position(lane);
            Decision decision = lane.next(shard.now());
            running = !(decision instanceof Decision.Wait);
            return decision;
        }
    }

    private Pause pause(@Nullable Instant until) {
        return until == null ? Pause.UNTIL_WOKEN : Pause.unlessWoken(Duration.between(shard.now(), until));
    }

    /** The batch may be handled or not: a restart begins before it. */
    private void standStill(Throwable e) {
        steps.end();
        synchronized (shard) {
            broken = e;
        }
        deliverer.tell(listener -> listener.broken(shard.name(), e));
        changed();
    }

    private Pause run(Decision decision) {
        Pause pause;
        try {
            pause = decision instanceof Decision.Discard discard
                    ? discard(discard)
                    : deliver(((Decision.Deliver) decision).batch());
        } finally {
            synchronized (shard) {
                running = false;
            }
        }
        shard.save();
        changed();
        return pause;
    }

    private Pause deliver(SubBatch batch) {
        synchronized (shard) {
            counts = counts.delivered(batch.deliveries() > 1);
        }
        changed();
        Deliverer.Outcome outcome = deliverer.deliver(batch);
        synchronized (shard) {
            lane.ended(outcome.answer(), shard.now());
            counts = outcome.isDone() ? counts : counts.failure();
            failing = failing(outcome, lane.head());
            return next();
        }
    }

    private static @Nullable Failing failing(Deliverer.Outcome outcome, @Nullable SubBatch head) {
        return head == null || outcome.isDone() && head.retries() == 0
                ? null
                : new Failing(head.first().number(), head.deliveries(), head.notBefore(), outcome.error());
    }

    private Pause discard(Decision.Discard decision) {
        if (!deliverer.discard(decision)) {
            return AFTER_REFUSAL;
        }
        synchronized (shard) {
            lane.discarded(decision.batch());
            counts = counts.discarded(decision.batch().entries().size());
            failing = null;
            return next();
        }
    }

    private void changed() {
        deliverer.tell(listener -> listener.changed(shard.name()));
    }

    private Pause next() {
        return lane.isEmpty() ? Pause.UNTIL_WOKEN : Pause.NONE;
    }
}
