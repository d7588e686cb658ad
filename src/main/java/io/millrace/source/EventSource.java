package io.millrace.source;

import io.millrace.source.EventSourceMapping.StartingPosition;
import io.millrace.source.ShardReader.Page;
import io.millrace.source.SourceState.ShardState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the stream of a table and delivers its records to a function, by the rules of a Lambda event source mapping:
 * parents before their children, the records of an item in order, and none passed over unless the mapping says so. What
 * was delivered may come again after a restart. A stream that is enabled again is picked up behind the one before it.
 */
public final class EventSource implements AutoCloseable {

    private static final Duration BETWEEN_DISCOVERIES = Duration.ofSeconds(5);
    private static final Duration AFTER_PROBLEM = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final SourceTable table;
    private final Target target;
    private final Polling polling;
    private final DynamoDbStreamsClient client;
    private final Streams streams;
    private final Map<ShardName, OpenShard> open = new LinkedHashMap<>();
    private final Pause pause = new Pause();
    private final Thread thread;
    private final Problems problems;
    private final AtomicInteger trimmed = new AtomicInteger();
    private volatile List<OpenShard> shown = List.of();
    private boolean atStart = true;
    private Instant nextDiscovery = Instant.MIN;

    private record OpenShard(ShardLanes lanes, ShardReader reader) {}

    /**
     * @param client belongs to the caller, who closes it after this
     */
    public EventSource(SourceTable table, Target target, Polling polling, DynamoDbStreamsClient client) {
        this.table = table;
        this.target = target;
        this.polling = polling;
        this.client = client;
        this.streams = new Streams(client, table.name());
        this.problems = new Problems(table.name());
        this.thread = new Thread(this::run, "millrace-%s".formatted(table.name()));
        thread.setDaemon(true);
    }

    /** Begins to read. With the starting position LATEST, changes made after this returns are read. */
    public void start() {
        discover();
        thread.start();
    }

    /** Asks the stream at once, however long the pause was to be. */
    public void wake() {
        pause.end();
    }

    /** How it goes. */
    public SourceState state() {
        List<ShardState> shards =
                shown.stream().map(shard -> shard.lanes().state()).toList();
        return new SourceState(shards, trimmed.get(), problems.text());
    }

    /** Stops, after what has been delivered has been answered; what then takes longer than 20 seconds is interrupted. */
    @Override
    public void close() {
        pause.stop();
        List<OpenShard> shards = shown;
        shards.forEach(shard -> shard.lanes().stop());
        try {
            thread.join(LONGEST_STOP.toMillis());
            for (OpenShard shard : shards) {
                shard.lanes().join(LONGEST_STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration wait = polling.shortest();
        while (!pause.isStopped()) {
            boolean news = discover() && read();
            problems.endPass();
            wait = problems.any() ? AFTER_PROBLEM : news ? Duration.ZERO : polling.next(wait);
            pause.await(wait);
        }
        open.values().forEach(shard -> shard.lanes().stop());
    }

    /** Returns whether the shards are known. */
    private boolean discover() {
        Instant now = target.clock().instant();
        return now.isBefore(nextDiscovery)
                || problems.attempt(() -> {
                    openNew(found());
                    atStart = false;
                    nextDiscovery = now.plus(BETWEEN_DISCOVERIES);
                    return true;
                });
    }

    private List<Streams.Found> found() {
        try {
            List<Streams.Found> found = streams.shards();
            if (found.isEmpty()) {
                throw ResourceNotFoundException.builder().build();
            }
            return found;
        } catch (ResourceNotFoundException e) {
            atStart = false; // what comes later is new as a whole
            throw e;
        }
    }

    /** Opens what has no parent before it. What is found later than at the start is read from its beginning. */
    private void openNew(List<Streams.Found> found) {
        dropGone(found);
        if (atStart && table.mapping().startingPosition() == StartingPosition.LATEST) {
            found.stream().filter(Streams.Found::closed).forEach(this::skip);
        }
        String stream = "";
        for (Streams.Found shard : found) {
            boolean ofNextStream = !shard.name().streamArn().equals(stream);
            if (ofNextStream && !open.isEmpty()) {
                break; // an older stream is not done
            }
            stream = shard.name().streamArn();
            open(shard);
        }
        shown = new ArrayList<>(open.values());
    }

    private void open(Streams.Found shard) {
        OpenShard there = open.get(shard.name());
        if (there != null) {
            there.reader().endAtEmptyPage(shard.closed());
        } else if (shard.parent() == null || isDone(shard.parent())) {
            open(shard.name());
        }
    }

    private boolean isDone(ShardName shard) {
        return target.checkpoints()
                .load(shard.streamArn(), shard.shardId())
                .filter(Checkpoint::ended)
                .isPresent();
    }

    /** What was closed before the start has nothing that is new. What an earlier process had begun is finished. */
    private void skip(Streams.Found shard) {
        ShardName name = shard.name();
        if (target.checkpoints().load(name.streamArn(), name.shardId()).isEmpty()) {
            target.checkpoints().save(name.streamArn(), name.shardId(), new Checkpoint(List.of(), true));
        }
    }

    /** Drops what is done. Of a stream that is gone, what was read is still delivered. */
    private void dropGone(List<Streams.Found> found) {
        Set<ShardName> there = found.stream().map(Streams.Found::name).collect(Collectors.toSet());
        open.forEach((name, shard) -> {
            if (!there.contains(name)) {
                shard.lanes().close();
            }
        });
        open.values().removeIf(shard -> shard.lanes().isDone());
    }

    private void open(ShardName name) {
        ShardLanes lanes = new ShardLanes(name, table, target);
        if (lanes.isDone()) {
            return;
        }
        StartingPosition position =
                atStart && !lanes.isKnown() ? table.mapping().startingPosition() : StartingPosition.TRIM_HORIZON;
        ShardReader reader = new ShardReader(client, name, lanes.start(), position, trimmed::incrementAndGet);
        reader.open();
        open.put(name, new OpenShard(lanes, reader));
        lanes.run();
    }

    /** Reads each shard once. Returns whether there was anything. */
    private boolean read() {
        boolean news = false;
        for (OpenShard shard : List.copyOf(open.values())) {
            news |= problems.attempt(() -> read(shard));
        }
        return news;
    }

    private boolean read(OpenShard shard) {
        if (!shard.lanes().hasRoom()) {
            shard.lanes().awaitRoom(polling.shortest());
            return true;
        }
        if (shard.lanes().isClosed()) {
            if (shard.lanes().isDone()) {
                nextDiscovery = Instant.MIN;
            }
            return false;
        }
        Page page = shard.reader().read();
        add(shard, page);
        if (page.last()) {
            shard.lanes().close();
        }
        return !page.records().isEmpty();
    }

    /** What can't be taken is read again: nothing of a page may be passed over. */
    private static void add(OpenShard shard, Page page) {
        try {
            shard.lanes().add(page.records());
        } catch (RuntimeException e) {
            shard.reader().goBackTo(shard.lanes().lastRead());
            throw e;
        }
    }
}
