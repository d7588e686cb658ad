package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.mapping.DiscardedBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees what a source does. Many threads call; what it throws is passed over, and while it takes its time a lane waits. */
public interface EventSourceListener {

    /** A record was passed over, since the filter doesn't want it. */
    default void filtered(String table, DynamodbStreamRecord record) {}

    /** A record was read, and waits for others before it. Not told of each when there are many. */
    default void waiting(String table, String shardId, DynamodbStreamRecord record) {}

    /**
     * Records are being delivered to the function.
     *
     * @param deliveries how often they were before, in this process
     */
    default void delivering(String table, String shardId, List<DynamodbStreamRecord> records, int deliveries) {}

    /**
     * The function has answered.
     *
     * @param from the first record that comes again; the size of the list when all are done
     * @param failure what it threw; {@code null} if it answered
     */
    default void delivered(String table, List<DynamodbStreamRecord> records, int from, @Nullable Throwable failure) {}

    /** Records are not delivered any more. */
    default void givenUp(String table, DiscardedBatch batch) {}

    /** Something about the state has changed. */
    default void changed(String table) {}
}
