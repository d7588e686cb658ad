package io.millrace.source;

import io.millrace.change.SequenceNumber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The place where checkpoints are kept. Several threads call, for one shard only one at a time. */
public interface Checkpoints {

    /** The checkpoint that was saved last. */
    Optional<Checkpoint> load(String streamArn, String shardId);

    /** Saves a checkpoint. When this returns, the next load returns it, in another process too unless it is kept in memory. */
    void save(String streamArn, String shardId, Checkpoint checkpoint);

    /**
     * The time between two saves of a shard, at least; zero to save after each change. What was done since the last save is done
     * again after a kill.
     */
    default Duration interval() {
        return Duration.ZERO;
    }

    /** Checkpoints that are kept as long as the object lives. */
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

    /**
     * How far a shard is done.
     *
     * @param lanes for each lane the record up to which all of its records are done; empty where no record was read
     * @param ended whether the shard is closed and all its records are done
     */
    record Checkpoint(List<Optional<SequenceNumber>> lanes, boolean ended) {

        public Checkpoint {
            lanes = List.copyOf(lanes);
        }

        /** The record after which some may not be done; empty for the beginning of the shard. */
        Optional<SequenceNumber> lowest() {
            return lanes.contains(Optional.<SequenceNumber>empty())
                    ? Optional.empty()
                    : lanes.stream().flatMap(Optional::stream).min(SequenceNumber::compareTo);
        }
    }
}
