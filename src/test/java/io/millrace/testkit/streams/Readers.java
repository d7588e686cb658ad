package io.millrace.testkit.streams;

import java.util.HashMap;
import java.util.Map;

/**
 * Who reads which shard just now: two at most. Source: "Change data capture for DynamoDB Streams" in the Amazon DynamoDB Developer
 * Guide: "No more than two processes at most should be reading from the same stream's shard at the same time."
 */
final class Readers {

    private static final int MOST = 2;

    private final Map<String, Integer> reading = new HashMap<>();

    /** An answer is being made. */
    interface Reading extends AutoCloseable {

        @Override
        void close();
    }

    /** @throws StreamsError if there are two already */
    synchronized Reading begin(String shardId) {
        if (reading.getOrDefault(shardId, 0) >= MOST) {
            throw StreamsError.throttled();
        }
        reading.merge(shardId, 1, Integer::sum);
        return () -> end(shardId);
    }

    private synchronized void end(String shardId) {
        reading.merge(shardId, -1, Integer::sum);
    }
}
