package io.millrace.source;

import io.millrace.change.SequenceNumber;
import io.millrace.mapping.EventSourceMapping;
import io.millrace.mapping.EventSourceMapping.StartingPosition;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Settles where reading begins: once, for all shards that exist at the start, and before any of them is read. A checkpoint
 * keeps it, so that another process begins there too, whatever happens. For one thread at a time.
 */
final class Beginning {

    /** The name of the checkpoint that says that those of all shards of the stream are saved. */
    private static final String SETTLED = "start";

    private static final Checkpoints.Checkpoint MARK = new Checkpoints.Checkpoint(List.of(), true);

    private final EventSourceMapping mapping;
    private final Checkpoints checkpoints;
    private final DynamoDbStreamsClient client;
    private final Set<String> settled = new HashSet<>();
    private final Set<String> begunHere = new HashSet<>();
    private boolean atStart = true;

    Beginning(EventSourceMapping mapping, Checkpoints checkpoints, DynamoDbStreamsClient client) {
        this.mapping = mapping;
        this.checkpoints = checkpoints;
        this.client = client;
    }

    /** Shards that are found from now on are new, and read from their beginning. */
    void end() {
        atStart = false;
    }

    /** Settles where the shards begin that are found: at the start, with LATEST, each at its end. */
    void settle(List<ShardDiscovery.Found> found) {
        Set<String> streams =
                found.stream().map(shard -> shard.name().streamArn()).collect(Collectors.toSet());
        if (settled.containsAll(streams)) {
            return;
        }
        atStart &= streams.stream().noneMatch(this::isSettled);
        if (atStart && mapping.startingPosition() == StartingPosition.LATEST) {
            found.forEach(this::beginAtEnd);
        }
        streams.stream().filter(stream -> !isSettled(stream)).forEach(stream -> {
            checkpoints.save(stream, SETTLED, MARK);
            begunHere.add(stream);
        });
        settled.addAll(streams);
        end();
    }

    /** Whether this process is the first to read a stream, so that it misses nothing that was dropped before. */
    boolean begunHere(String stream) {
        return begunHere.contains(stream);
    }

    private boolean isSettled(String stream) {
        return checkpoints.load(stream, SETTLED).isPresent();
    }

    /** A shard that is closed before the start has no new records. */
    private void beginAtEnd(ShardDiscovery.Found shard) {
        ShardName name = shard.name();
        if (checkpoints.load(name.streamArn(), name.shardId()).isEmpty()) {
            ShardEnd.End end = ShardEnd.find(client, name);
            checkpoints.save(name.streamArn(), name.shardId(), end.closed() ? MARK : after(end.last()));
        }
    }

    private Checkpoints.Checkpoint after(Optional<SequenceNumber> last) {
        return new Checkpoints.Checkpoint(Collections.nCopies(mapping.parallelizationFactor(), last), false);
    }
}
