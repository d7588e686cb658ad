package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.ItemKey;
import io.millrace.change.SequenceNumber;
import io.millrace.source.SourceState.ShardState;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the records of one shard that it is fed, by the rules of an event source mapping, and saves how far they are done.
 * All records of an item are in one lane, so that they stay in order. It has no thread of its own: its lanes take their steps
 * in the threads of a pool. It is the monitor of its lanes. Any thread may call, but only one at a time feeds and ends.
 */
final class Shard {

    /** How many records a lane may hold before reading waits for it, in batches and at least. */
    private static final int MOST_BATCHES = 3;

    private static final int LEAST_ROOM = 1_000;
    private static final long MOST_BYTES = 32 * 1024 * 1024;
    private static final int MOST_REPORTED = 100;
    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

    private final ShardName name;
    private final SourceTable table;
    private final EventSink sink;
    private final Deliverer deliverer;
    private final CheckpointSaver saver;
    private final List<Optional<SequenceNumber>> done;
    private final List<LaneRunner> lanes;
    private @Nullable SequenceNumber lastFed;
    private boolean ended;
    private boolean stopped;

    /** Goes on where the last checkpoint is. */
    Shard(ShardName name, SourceTable table, EventSink sink, LanePool pool) {
        this.name = name;
        this.table = table;
        this.sink = sink;
        this.saver = new CheckpointSaver(name, sink, pool, this::checkpoint);
        this.lastFed = start().orElse(null);
        int factor = table.mapping().parallelizationFactor();
        this.done = saver.saved()
                .map(Checkpoints.Checkpoint::lanes)
                .filter(positions -> positions.size() == factor)
                .orElse(List.of());
        this.deliverer = new Deliverer(name, table.mapping(), sink);
        this.lanes = IntStream.range(0, factor)
                .mapToObj(index -> done.isEmpty() ? null : done.get(index).orElse(null))
                .map(position -> new LaneRunner(new Lane(table.mapping(), position), this, deliverer, pool))
                .toList();
    }

    ShardName name() {
        return name;
    }

    /** By the clock that nobody sets. */
    Instant now() {
        return sink.time().steady().instant();
    }

    /** The record behind which feeding begins; empty for the beginning of the shard. */
    Optional<SequenceNumber> start() {
        return saver.saved().flatMap(Checkpoints.Checkpoint::lowest);
    }

    /** Whether all of it is done, and saved as such, now or by an earlier process. */
    boolean isDone() {
        return saver.saved().filter(Checkpoints.Checkpoint::ended).isPresent();
    }

    /** Whether it takes more records: what is fed without room occupies memory. */
    synchronized boolean hasRoom() {
        int most = Math.max(LEAST_ROOM, MOST_BATCHES * table.mapping().batchSize());
        long bytes =
                lanes.stream().mapToLong(runner -> runner.lane().pendingBytes()).sum();
        return bytes < MOST_BYTES
                && lanes.stream().allMatch(runner -> runner.lane().size() < most);
    }

    /** The last record that was fed; empty for none. */
    synchronized Optional<SequenceNumber> lastFed() {
        return Optional.ofNullable(lastFed);
    }

    /**
     * Takes the next records of the shard, in their order. After {@link #drain} or {@link #abandon} they are ignored.
     *
     * @throws RuntimeException if it can't take one; those before it are taken, up to {@link #lastFed}
     */
    void feed(List<DynamodbStreamRecord> records) {
        records.stream().map(table.mapper()).forEach(this::feed);
        saver.save();
    }

    private void feed(DynamodbStreamRecord record) {
        StreamEntry entry = StreamEntry.of(record, sink.time().clock().instant(), now());
        int index = lane(record);
        boolean known = isDone(index, entry);
        boolean wanted = !known && table.wants(record);
        if (wanted && isBehindOthers(index)) {
            deliverer.tell(listener -> listener.waiting(name, record));
        } else if (!known && !wanted) {
            deliverer.tell(listener -> listener.filtered(name, record));
        }
        add(entry, lanes.get(index), known, wanted);
    }

    private synchronized void add(StreamEntry entry, LaneRunner runner, boolean known, boolean wanted) {
        if (stopped) {
            return;
        }
        if (wanted) {
            runner.lane().add(entry, lastFed);
            runner.steps().wake();
        } else if (!known) {
            runner.countFiltered();
        }
        lastFed = entry.number();
    }

    /** Whether it waits for others, of which only some are reported. */
    private synchronized boolean isBehindOthers(int index) {
        Lane lane = lanes.get(index).lane();
        return lane.size() < MOST_REPORTED
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

    synchronized boolean isEnded() {
        return ended;
    }

    /**
     * Learns that no more records come, so that none waits for a batch to fill, and the shard is done after them. Once it has
     * stopped, which may have been amid the last records, this is ignored like them.
     */
    void end() {
        synchronized (this) {
            ended |= !stopped;
            lanes.forEach(runner -> {
                runner.lane().end();
                runner.steps().wake();
            });
        }
        saver.save();
    }

    /** The record up to which a lane is done: an empty one is as far as reading is. */
    synchronized Optional<SequenceNumber> position(Lane lane) {
        return lane.isEmpty()
                ? Stream.concat(Optional.ofNullable(lane.position()).stream(), Optional.ofNullable(lastFed).stream())
                        .max(SequenceNumber::compareTo)
                : Optional.ofNullable(lane.position());
    }

    /** Saves how far the shard is done, if that has changed. */
    void save() {
        saver.save();
    }

    private synchronized Optional<Checkpoints.Checkpoint> checkpoint() {
        boolean allDone = ended && lanes.stream().allMatch(LaneRunner::isDone);
        return allDone || lastFed != null
                ? Optional.of(new Checkpoints.Checkpoint(
                        lanes.stream().map(LaneRunner::position).toList(), allDone))
                : Optional.empty();
    }

    /** What is wrong besides a handler's failures; empty for nothing. */
    synchronized Optional<String> problem() {
        return lanes.stream()
                .flatMap(runner -> runner.broken().stream())
                .findFirst()
                .map(error ->
                        "a lane of shard %s stands still until a restart, after %s".formatted(name.shardId(), error))
                .or(saver::problem);
    }

    synchronized ShardState state() {
        return new ShardState(
                name.streamArn(),
                name.shardId(),
                lanes.stream().map(LaneRunner::state).toList());
    }

    /** Begins no further delivery. */
    synchronized void stop() {
        stopped = true;
        eachLane(Steps::end);
    }

    /** Stops, waits for the deliveries that run, and saves what they have done. After that nothing is saved any more. */
    void drain(Deadline deadline) {
        drain(List.of(this), deadline);
    }

    /**
     * Drains several shards at the same time.
     *
     * @param deadline what still runs then is interrupted
     */
    static void drain(Collection<Shard> shards, Deadline deadline) {
        shards.forEach(Shard::stop);
        shards.forEach(shard -> shard.eachLane(steps -> steps.await(deadline)));
        shards.forEach(shard -> shard.eachLane(Steps::interrupt));
        shards.forEach(Shard::finish);
    }

    private void finish() {
        Deadline soon = Deadline.at(now().plus(AFTER_INTERRUPT), sink.time().steady());
        eachLane(steps -> steps.await(soon));
        saver.finish();
    }

    /**
     * Stops at once, as when another process may read the shard now: interrupts the deliveries that run, and ignores what they
     * have done. When this returns, nothing is saved any more.
     */
    void abandon() {
        stop();
        eachLane(Steps::interrupt);
        saver.abandon();
    }

    private void eachLane(Consumer<Steps> what) {
        lanes.forEach(runner -> what.accept(runner.steps()));
    }
}
