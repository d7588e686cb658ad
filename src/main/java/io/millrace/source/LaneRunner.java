package io.millrace.source;

import io.millrace.change.EscapedException;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.Recurrence;
import io.millrace.mapping.Decision;
import io.millrace.mapping.Lane;
import io.millrace.mapping.StreamEntry;
import io.millrace.mapping.SubBatch;
import io.millrace.source.SourceState.Activity;
import io.millrace.source.SourceState.Blocked;
import io.millrace.source.SourceState.Counts;
import io.millrace.source.SourceState.LaneState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a lane wants, in a thread of its own. The lane and what is counted belong to the shard's monitor. */
final class LaneRunner implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);
    private static final Duration AFTER_DESTINATION_FAILED = Duration.ofSeconds(1);

    private final Lane lane;
    private final ShardLanes shard;
    private final Deliverer delivery;
    private Counts counts = Counts.NONE;
    private @Nullable Tried tried;
    private Optional<SequenceNumber> before = Optional.empty();
    private @Nullable Throwable broken;
    private @Nullable Recurrence untold;
    private boolean running;
    private boolean stopped;

    /** A piece that fails. */
    private record Tried(SequenceNumber record, int deliveries, Instant next, String error) {}

    LaneRunner(Lane lane, ShardLanes shard, Deliverer delivery) {
        this.lane = lane;
        this.shard = shard;
        this.delivery = delivery;
    }

    Lane lane() {
        return lane;
    }

    void countFiltered() {
        counts = counts.filteredOut();
    }

    /** Nothing more is begun. What has begun comes to its end. */
    void stop() {
        stopped = true;
    }

    LaneState state() {
        StreamEntry oldest = lane.oldest();
        return new LaneState(
                activity(),
                position().orElse(null),
                lane.size(),
                oldest == null ? null : Duration.between(oldest.times().read(), delivery.now()),
                counts,
                blocked());
    }

    private @Nullable Blocked blocked() {
        Tried known = tried;
        return known == null
                ? null
                : new Blocked(
                        known.record(),
                        known.deliveries(),
                        Duration.between(delivery.now(), known.next()),
                        known.error());
    }

    /** All is done up to here. */
    Optional<SequenceNumber> position() {
        return broken == null ? shard.position(lane) : before;
    }

    boolean isDone() {
        return lane.isEmpty() && broken == null;
    }

    /** What made it stand still; empty while it goes on. */
    Optional<Throwable> broken() {
        return Optional.ofNullable(broken);
    }

    private Activity activity() {
        if (broken != null) {
            return Activity.BROKEN;
        }
        if (tried != null) {
            return Activity.BLOCKED;
        }
        if (running) {
            return Activity.RUNNING;
        }
        return lane.isEmpty() ? Activity.IDLE : Activity.GATHERING;
    }

    @Override
    public void run() {
        try {
            while (!isStopped()) {
                step();
            }
        } catch (Throwable e) {
            standStill(e);
        }
    }

    private void step() {
        try {
            await().ifPresent(this::run);
        } catch (InterruptedException e) {
            // the end, if it was stopped; if not, nobody's business here
        }
    }

    /** What it had in hand may be handled or not: a restart begins before it. */
    private void standStill(Throwable e) {
        log.error("{}: a lane stands still until a restart", delivery.shard(), e);
        synchronized (shard) {
            broken = e;
        }
        delivery.changed();
    }

    /** Waits for something to do. Empty when there is nothing any more. */
    private Optional<Decision> await() throws InterruptedException {
        synchronized (shard) {
            while (!stopped) {
                before = shard.position(lane);
                Decision decision = lane.next(delivery.now());
                if (!(decision instanceof Decision.Wait wait)) {
                    running = true;
                    return Optional.of(decision);
                }
                shard.wait(wait.until() == null ? 0 : Math.max(1, millis(wait.until())));
            }
            return Optional.empty();
        }
    }

    private long millis(Instant until) {
        return Duration.between(delivery.now(), until).toMillis() + 1;
    }

    private boolean isStopped() {
        synchronized (shard) {
            return stopped;
        }
    }

    private void run(Decision decision) {
        try {
            if (decision instanceof Decision.Deliver deliver) {
                deliver(deliver.piece());
            } else if (decision instanceof Decision.GiveUp giveUp) {
                giveUp(giveUp);
            }
        } finally {
            synchronized (shard) {
                running = false;
            }
        }
        shard.save();
        delivery.changed();
    }

    private void deliver(SubBatch piece) {
        synchronized (shard) {
            counts = counts.delivered(piece.deliveries() > 1);
        }
        delivery.changed();
        Deliverer.Outcome outcome = delivery.deliver(piece);
        synchronized (shard) {
            Instant now = delivery.now();
            lane.ended(outcome.answer(), now);
            counts = outcome.isDone() ? counts : counts.failure();
            SubBatch head = lane.head();
            tried = head == null || outcome.isDone() && head.retries() == 0
                    ? null
                    : new Tried(head.first().number(), head.deliveries(), head.notBefore(), outcome.error());
            shard.notifyAll();
        }
    }

    private void giveUp(Decision.GiveUp decision) {
        try {
            delivery.giveUp(decision);
        } catch (Throwable e) {
            tellOnce(e);
            pause();
            return;
        }
        untold = null;
        synchronized (shard) {
            lane.givenUp(decision.piece());
            counts = counts.givenUp(decision.piece().entries().size());
            tried = null;
            shard.notifyAll();
        }
    }

    /** Again when it is another. Called by the lane's own thread. */
    private void tellOnce(Throwable e) {
        untold = Recurrence.of(e, untold);
        if (untold.isFirst()) {
            log.error(
                    "{}: what is given up can't be told to its destination, and waits",
                    delivery.shard(),
                    EscapedException.of(e));
        }
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_DESTINATION_FAILED.toMillis());
        } catch (InterruptedException e) {
            // the loop asks whether it is the end
        }
    }
}
