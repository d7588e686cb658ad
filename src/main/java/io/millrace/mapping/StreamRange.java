package io.millrace.mapping;

import io.millrace.change.SequenceNumber;

/**
 * Some records of a shard.
 *
 * @param first the sequence number of the first record
 * @param last the sequence number of the last record
 */
public record StreamRange(String streamArn, String shardId, SequenceNumber first, SequenceNumber last) {

    @Override
    public String toString() {
        return "records %s to %s of shard %s of stream %s".formatted(first, last, shardId, streamArn);
    }
}
