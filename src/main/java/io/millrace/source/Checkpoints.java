package io.millrace.source;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where it is kept how far shards are done. Several threads call, for one shard only one at a time. */
public interface Checkpoints {

    /** What was saved last. */
    Optional<Checkpoint> load(String streamArn, String shardId);

    /** Saves a checkpoint. When it returns, the next load has it, in another process too if it is for that. */
    void save(String streamArn, String shardId, Checkpoint checkpoint);

    /** Kept as long as the object lives. */
    static Checkpoints inMemory() {
        Map<String, Checkpoint> saved = new ConcurrentHashMap<>();
        return new Checkpoints() {
            @Override
            public Optional<Checkpoint> load(String streamArn, String shardId) {
                return Optional.ofNullable(saved.get(streamArn + "/" + shardId));
            }

            @Override
            public void save(String streamArn, String shardId, Checkpoint checkpoint) {
                saved.put(streamArn + "/" + shardId, checkpoint);
            }
        };
    }
}
