package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.ItemKey;
import io.millrace.change.SequenceNumber;
import io.millrace.mapping.Lane;
import io.millrace.mapping.StreamEntry;
import io.millrace.source.SourceState.ShardState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of one shard on their way: those of an item all in one lane, so that they stay in order. It is the monitor
 * of its lanes. One thread adds records, each lane has a thread of its own.
 */
final class ShardLanes {

    /** How many records a lane may hold before reading waits for it, in batches and at least. */
    private static final int MOST_BATCHES = 3;

    private static final int LEAST_ROOM = 1_000;
    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);
    private static final int MOST_TOLD = 100;
    private static final long MOST_BYTES = 32 * 1024 * 1024;

    private final ShardName name;
    private final SourceTable table;
    private final EventSink target;
    private final Deliverer delivery;
    private final List<LaneRunner> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Optional<SequenceNumber>> done;
    private final Optional<SequenceNumber> start;
    private final KeptCheckpoint kept;
    private @Nullable SequenceNumber lastRead;
    private boolean closed;

    ShardLanes(ShardName name, SourceTable table, EventSink target) {
        this.name = name;
        this.table = table;
        this.target = target;
        this.delivery = new Deliverer(name, table.mapping(), target);
        this.kept = new KeptCheckpoint(name, target.checkpoints());
        this.start = kept.find().flatMap(Checkpoint::lowest);
        this.lastRead = start.orElse(null);
        int factor = table.mapping().parallelizationFactor();
        this.done = kept.find()
                .map(Checkpoint::lanes)
                .filter(positions -> positions.size() == factor)
                .orElse(List.of());
        for (int i = 0; i < factor; i++) {
            SequenceNumber position = done.isEmpty() ? null : done.get(i).orElse(null);
            lanes.add(new LaneRunner(new Lane(table.mapping(), position), this, delivery));
        }
    }

    ShardName name() {
        return name;
    }

    /** The record behind which to begin reading; empty for the beginning. */
    Optional<SequenceNumber> start() {
        return start;
    }

    /** Whether all of it was done, now or by an earlier process. */
    boolean isDone() {
        return kept.find().filter(Checkpoint::ended).isPresent();
    }

    void run() {
        for (int i = 0; i < lanes.size(); i++) {
            Thread thread = new Thread(lanes.get(i), "millrace-%s-%s".formatted(name.table(), i));
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Whether more may be read. */
    synchronized boolean hasRoom() {
        int most = Math.max(LEAST_ROOM, MOST_BATCHES * table.mapping().batchSize());
        long bytes =
                lanes.stream().mapToLong(runner -> runner.lane().pendingBytes()).sum();
        return bytes < MOST_BYTES
                && lanes.stream().allMatch(runner -> runner.lane().size() < most);
    }

    /** Waits until more may be read, or that long. */
    synchronized void awaitRoom(Duration most) {
        try {
            if (!hasRoom()) {
                wait(most.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last record that was added, or passed over; empty for none. */
    synchronized Optional<SequenceNumber> lastRead() {
        return Optional.ofNullable(lastRead);
    }

    /** Adds records as they were read. */
    void add(List<DynamodbStreamRecord> records) {
        records.stream().map(table.mapper()).forEach(this::add);
        save();
    }

    private void add(DynamodbStreamRecord record) {
        StreamEntry entry = StreamEntry.of(
                record, target.time().clock().instant(), target.time().steady().instant());
        int index = lane(record);
        boolean done = isDone(index, entry);
        boolean wanted = !done && table.wants(record);
        boolean behindOthers = wanted && isBehindOthers(index);
        if (behindOthers) {
            delivery.waiting(record);
        } else if (!done && !wanted) {
            delivery.filtered(record);
        }
        synchronized (this) {
            if (wanted) {
                lanes.get(index).lane().add(entry, lastRead);
                notifyAll();
            } else if (!done) {
                lanes.get(index).countFiltered();
            }
            lastRead = entry.number();
        }
    }

    /** Or will wait for some: a few of these are told. */
    private synchronized boolean isBehindOthers(int index) {
        Lane lane = lanes.get(index).lane();
        return lane.size() < MOST_TOLD
                && (!lane.isEmpty() || !table.mapping().batchWindow().isZero());
    }

    private boolean isDone(int lane, StreamEntry entry) {
        return !done.isEmpty()
                && done.get(lane)
                        .filter(number -> entry.number().compareTo(number) <= 0)
                        .isPresent();
    }

    private int lane(DynamodbStreamRecord record) {
        if (lanes.size() == 1) {
            return 0;
        }
        int hash = ItemKey.find(record).map(ItemKey::hashCode).orElse(0);
        return Math.floorMod(hash ^ hash >>> 16, lanes.size());
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** No more records will come. */
    void close() {
        synchronized (this) {
            closed = true;
            lanes.forEach(runner -> runner.lane().end());
            notifyAll();
        }
        save();
    }

    /** The record up to which a lane is done: an empty one is as far as reading is. */
    synchronized Optional<SequenceNumber> position(Lane lane) {
        return lane.isEmpty()
                ? Stream.concat(Optional.ofNullable(lane.position()).stream(), Optional.ofNullable(lastRead).stream())
                        .max(SequenceNumber::compareTo)
                : Optional.ofNullable(lane.position());
    }

    /** Saves how far the shard is done, if that has changed. */
    void save() {
        synchronized (kept) {
            Checkpoint now = checkpoint();
            if (now.ended() || lastRead().isPresent()) {
                kept.keep(now);
            }
        }
    }

    /** What is wrong besides a handler's failures; empty for nothing. */
    synchronized Optional<String> problem() {
        return lanes.stream()
                .flatMap(runner -> runner.broken().stream())
                .findFirst()
                .map(error ->
                        "a lane of shard %s stands still until a restart, after %s".formatted(name.shardId(), error))
                .or(kept::problem);
    }

    private synchronized Checkpoint checkpoint() {
        List<Optional<SequenceNumber>> positions =
                lanes.stream().map(LaneRunner::position).toList();
        boolean ended = closed && lanes.stream().allMatch(LaneRunner::isDone);
        return new Checkpoint(positions, ended);
    }

    synchronized ShardState state() {
        return new ShardState(
                name.streamArn(),
                name.shardId(),
                lanes.stream().map(LaneRunner::state).toList());
    }

    /** Begins nothing more. */
    synchronized void stop() {
        lanes.forEach(LaneRunner::stop);
        notifyAll();
    }

    /** Waits for what has begun until the deadline, and interrupts what takes longer. */
    void join(Instant deadline) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(Math.max(1, Duration.between(delivery.now(), deadline).toMillis()));
        }
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(AFTER_INTERRUPT.toMillis());
        }
        save();
    }
}
