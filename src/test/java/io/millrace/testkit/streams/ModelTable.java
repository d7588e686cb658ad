package io.millrace.testkit.streams;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A table, and what happens to its streams. Any thread may use it. */
public final class ModelTable {

    private final Account account;
    private final String name;
    private final TableKeys keys;
    private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
    private @Nullable ModelStream stream;

    ModelTable(Account account, String name, TableKeys keys) {
        this.account = account;
        this.name = name;
        this.keys = keys;
    }

    /** Enables a stream with one shard. The one before it, if there is any, has to be disabled. */
    public void enableStream(StreamViewType view) {
        enableStream(view, 1);
    }

    /** Enables a stream with so many shards. The one before it, if there is any, has to be disabled. */
    public void enableStream(StreamViewType view, int shards) {
        synchronized (account) {
            if (stream != null && stream.isEnabled()) {
                throw new IllegalStateException("Table '%s' has a stream that is enabled".formatted(name));
            }
            stream = account.enable(name, view, keys, shards);
        }
    }

    /** Enables another stream like the one before. */
    public void enableStream() {
        enableStream(stream().view());
    }

    /** Closes the shards of the stream, which can be read for another day. */
    public void disableStream() {
        synchronized (account) {
            account.disable(stream());
        }
    }

    /** Deletes the table: its stream is disabled. Source: "DeleteTable" in the Amazon DynamoDB API Reference. */
    public void delete() {
        synchronized (account) {
            disableStream();
            items.clear();
        }
    }

    /** The ARN of the stream that was enabled last. */
    public String streamArn() {
        return stream().name().arn();
    }

    /** Shards of the stream that are open. */
    public List<String> openShards() {
        synchronized (account) {
            return stream().open().stream().map(ModelShard::id).toList();
        }
    }

    /** The open shard that tells of the next change of an item with this partition key. */
    public String shardOf(String partitionKey) {
        synchronized (account) {
            String key = AttributeValue.fromS(partitionKey).toString();
            return stream().open().stream()
                    .filter(shard -> shard.keys().has(key))
                    .findFirst()
                    .orElseThrow()
                    .id();
        }
    }

    /** Closes each open shard, and opens a child of it, as AWS does about every four hours. */
    public void rollOver() {
        synchronized (account) {
            openShards().forEach(this::rollOver);
        }
    }

    /** Closes an open shard, and opens a child of it, whose ID is returned. */
    public String rollOver(String shardId) {
        return openChildren(shardId, 1).get(0);
    }

    /** Closes an open shard, and opens two children of it, each for a half of its keys. Returns their IDs. */
    public List<String> split(String shardId) {
        return openChildren(shardId, 2);
    }

    private List<String> openChildren(String shardId, int children) {
        synchronized (account) {
            ModelShard parent = stream().shard(shardId, account.now());
            if (!parent.isOpen()) {
                throw new IllegalStateException("Shard '%s' is closed".formatted(shardId));
            }
            return stream().open(parent.keys().parts(children), parent, account.now()).stream()
                    .map(ModelShard::id)
                    .toList();
        }
    }

    /** Puts an item with a partition key of type S and a number {@code n}. */
    public void put(String partitionKey, int n) {
        put(Map.of(keys.partition(), AttributeValue.fromS(partitionKey), "n", AttributeValue.fromN("" + n)));
    }

    /** Puts an item. When nothing changes by that, the stream tells nothing. */
    public void put(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = keys.of(item);
        synchronized (account) {
            Map<String, AttributeValue> before = items.put(key, new LinkedHashMap<>(item));
            if (!item.equals(before)) {
                tell(new ItemChange(key, before, item, false));
            }
        }
    }

    /** Deletes the item with this partition key and no sort key, if it is there. */
    public void delete(String partitionKey) {
        remove(partitionKey, false);
    }

    /** Deletes the item with this partition key and no sort key, since its time to live is over. */
    public void expire(String partitionKey) {
        remove(partitionKey, true);
    }

    private void remove(String partitionKey, boolean expired) {
        Map<String, AttributeValue> key = Map.of(keys.partition(), AttributeValue.fromS(partitionKey));
        synchronized (account) {
            Map<String, AttributeValue> before = items.remove(key);
            if (before != null) {
                tell(new ItemChange(key, before, null, expired));
            }
        }
    }

    private void tell(ItemChange change) {
        if (stream != null && stream.isEnabled()) {
            stream.add(change, account.now());
        }
    }

    private ModelStream stream() {
        if (stream == null) {
            throw new IllegalStateException("Table '%s' has never had a stream".formatted(name));
        }
        return stream;
    }
}
