package io.millrace.testkit.streams;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** One stream of a table, from where it is enabled until it is disabled; it can be read for another 24 hours. */
final class ModelStream {

    private final StreamName name;
    private final StreamViewType view;
    private final TableKeys keys;
    private final Instant created;
    private final Numbering numbering;
    private final TreeMap<String, ModelShard> shards = new TreeMap<>();
    private @Nullable Instant disabled;

    ModelStream(StreamName name, StreamViewType view, TableKeys keys, Instant created, BigInteger first) {
        this.name = name;
        this.view = view;
        this.keys = keys;
        this.created = created;
        this.numbering = new Numbering(first);
    }

    StreamName name() {
        return name;
    }

    StreamViewType view() {
        return view;
    }

    boolean isEnabled() {
        return disabled == null;
    }

    boolean isGone(Instant now) {
        return disabled != null && disabled.plus(ModelShard.RETENTION).isBefore(now);
    }

    void disable(Instant now, boolean closes) {
        disabled = now;
        if (closes) {
            shards.values().forEach(shard -> shard.close(now));
        }
    }

    /** Adds open shards for the keys, and closes their parent if there is one. */
    List<ModelShard> open(List<HashRange> ranges, @Nullable ModelShard parent, Instant now) {
        if (parent != null) {
            parent.close(now);
        }
        return ranges.stream().map(keys -> open(keys, parent, now)).toList();
    }

    private ModelShard open(HashRange keys, @Nullable ModelShard parent, Instant now) {
        String id = String.format(Locale.ROOT, "shardId-%020d-%s", now.toEpochMilli(), numbering.hex());
        ModelShard shard = new ModelShard(id, parent, keys, numbering.next());
        shards.put(id, shard);
        return shard;
    }

    void add(ItemChange change, Instant now) {
        BigInteger number = numbering.next();
        String partition = change.keys().get(keys.partition()).toString();
        open().stream()
                .filter(shard -> shard.keys().has(partition))
                .findFirst()
                .orElseThrow()
                .add(new ModelShard.Entry(number, now, change.record(name.arn(), view, number, now)));
    }

    List<ModelShard> open() {
        return shards.values().stream().filter(ModelShard::isOpen).toList();
    }

    /** Those that there still are. Their order says nothing of which is a child of which. */
    List<ModelShard> shards(Instant now) {
        return shards.values().stream().filter(shard -> !shard.isGone(now)).toList();
    }

    ModelShard shard(String id, Instant now) {
        return shards(now).stream()
                .filter(shard -> shard.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> StreamsError.notFound("Shard: %s in Stream: %s not found".formatted(id, name.arn())));
    }

    Stream listed() {
        return Stream.builder()
                .streamArn(name.arn())
                .streamLabel(name.label())
                .tableName(name.table())
                .build();
    }

    /** All but its shards. */
    StreamDescription.Builder described() {
        return StreamDescription.builder()
                .streamArn(name.arn())
                .streamLabel(name.label())
                .streamStatus(isEnabled() ? StreamStatus.ENABLED : StreamStatus.DISABLED)
                .streamViewType(view)
                .creationRequestDateTime(created)
                .tableName(name.table())
                .keySchema(new ArrayList<>(keys.schema()));
    }
}
