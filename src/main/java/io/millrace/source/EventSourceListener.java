package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.mapping.DiscardedBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees what sources do. All beans of this type do, in their order ({@code @Order}). Many threads call, and while a call runs a
 * lane waits. What a listener throws is logged, once, and harms nothing.
 */
public interface EventSourceListener {

    /** A record is passed over, since the filter doesn't want it. */
    default void filtered(ShardName shard, DynamodbStreamRecord record) {}

    /** A record has been read, and waits for others before it. Where many wait, only the first of them are reported. */
    default void waiting(ShardName shard, DynamodbStreamRecord record) {}

    /**
     * The function is about to get records.
     *
     * @param deliveries how often it got them before, in this process
     */
    default void delivering(ShardName shard, List<DynamodbStreamRecord> records, int deliveries) {}

    /**
     * The function has answered.
     *
     * @param from the index of the first record that is delivered again; the size of the list when all are done
     * @param failure what the function threw, or what is wrong with its answer; {@code null} for nothing
     */
    default void delivered(
            ShardName shard, List<DynamodbStreamRecord> records, int from, @Nullable Throwable failure) {}

    /** Records are not delivered any more, and their destination has accepted them. */
    default void discarded(ShardName shard, DiscardedBatch batch) {}

    /** The destination has not accepted records that are to be discarded. It is asked again, and their lane waits. */
    default void notDiscarded(ShardName shard, DiscardedBatch batch, Throwable failure) {}

    /** A lane stands still until a restart, because of a failure that is not the function's. */
    default void broken(ShardName shard, Throwable failure) {}

    /** Something about the state has changed. */
    default void changed(ShardName shard) {}
}
