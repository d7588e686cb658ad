package io.millrace.source;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The shards of a table that are read: a child once its parents are done, a later stream once the one before it is done. For
 * one thread at a time, except where a method says otherwise.
 */
final class OpenShards {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);

    private final SourceTable table;
    private final EventSink sink;
    private final DynamoDbStreamsClient client;
    private final LanePool pool;
    private final ShardDiscovery streams;
    private final Beginning beginning;
    private final Map<ShardName, Open> open = new LinkedHashMap<>();
    private final AtomicInteger trimmed = new AtomicInteger();
    private volatile List<Open> shown = List.of();

    /** A shard that is read. */
    record Open(Shard shard, ShardReader reader) {}

    OpenShards(SourceTable table, EventSink sink, DynamoDbStreamsClient client, LanePool pool) {
        this.table = table;
        this.sink = sink;
        this.client = client;
        this.pool = pool;
        this.streams = new ShardDiscovery(client, table);
        this.beginning = new Beginning(table.mapping(), sink.checkpoints(), client);
    }

    /** The shards that are open now. Any thread may call. */
    List<Open> all() {
        return shown;
    }

    /** How often the stream dropped records before they were read. Any thread may call. */
    int trimmed() {
        return trimmed.get();
    }

    /** Shards that are found from now on are new, and read from their beginning. */
    void endStart() {
        beginning.end();
    }

    /**
     * Opens the shards that may be read by now.
     *
     * @throws ResourceNotFoundException if the table has no stream
     */
    void discover() {
        List<ShardDiscovery.Found> found = streams.shards();
        if (found.isEmpty()) {
            endStart();
            throw ResourceNotFoundException.builder().build();
        }
        beginning.settle(found);
        try {
            dropGone(found);
            open(found);
        } finally {
            shown = new ArrayList<>(open.values());
        }
    }

    /** Opens a stream only after the one before it, unless that no longer exists: then the table is another one, too. */
    private void open(List<ShardDiscovery.Found> found) {
        Map<String, List<ShardDiscovery.Found>> byStream =
                found.stream().collect(groupingBy(shard -> shard.name().streamArn(), LinkedHashMap::new, toList()));
        for (List<ShardDiscovery.Found> stream : byStream.values()) {
            stream.forEach(this::open);
            if (!stream.stream().allMatch(shard -> isDone(shard.name()))) {
                return;
            }
        }
    }

    private void open(ShardDiscovery.Found shard) {
        if (!open.containsKey(shard.name()) && !isDone(shard.name()) && mayOpen(shard)) {
            open(shard.name());
        }
        Open there = open.get(shard.name());
        if (there != null) {
            there.reader().endAtEmptyPage(shard.endless());
        }
    }

    private boolean mayOpen(ShardDiscovery.Found shard) {
        ShardName parent = shard.parent();
        return parent == null || isDone(parent) || shard.orphan() && !open.containsKey(parent) && isGone(parent);
    }

    private boolean isDone(ShardName shard) {
        return sink.checkpoints()
                .load(shard.streamArn(), shard.shardId())
                .filter(Checkpoints.Checkpoint::ended)
                .isPresent();
    }

    /** A shard that disappeared before it was done, while no process read it, is reported once. */
    private boolean isGone(ShardName parent) {
        boolean gone = streams.isGone(parent);
        if (gone) {
            if (!beginning.begunHere(parent.streamArn())) {
                reportGone(parent);
            }
            sink.checkpoints().save(parent.streamArn(), parent.shardId(), new Checkpoints.Checkpoint(List.of(), true));
        }
        return gone;
    }

    private void reportGone(ShardName shard) {
        trimmed.incrementAndGet();
        log.error("{}: it no longer exists, and its unread records are lost", shard);
    }

    /** Drops the shards that are done. What was read of a shard that no longer exists is still delivered. */
    private void dropGone(List<ShardDiscovery.Found> found) {
        Set<ShardName> there = found.stream().map(ShardDiscovery.Found::name).collect(Collectors.toSet());
        open.forEach((name, one) -> {
            if (!there.contains(name) && !one.shard().isEnded() && streams.isGone(name)) {
                reportGone(name);
                one.shard().end();
            }
        });
        open.values().removeIf(one -> one.shard().isDone());
    }

    private void open(ShardName name) {
        Shard shard = new Shard(name, table, sink, pool);
        if (!shard.isDone()) {
            ShardReader reader = new ShardReader(client, name, shard.start(), trimmed::incrementAndGet);
            open.put(name, new Open(shard, reader));
        }
    }
}
