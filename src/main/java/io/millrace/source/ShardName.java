package io.millrace.source;

/**
 * Which shard of which stream.
 *
 * @param table the table's name as handlers know it
 */
public record ShardName(String table, String streamArn, String shardId) {

    @Override
    public String toString() {
        return "Table '%s', shard %s".formatted(table, shardId);
    }
}
