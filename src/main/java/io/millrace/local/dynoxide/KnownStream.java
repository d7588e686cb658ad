package io.millrace.local.dynoxide;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stream of a table. The program has one log for each table name, across deleted tables and streams: a stream is a
 * part of that log.
 *
 * @param tableId the id of the table with this name
 * @param label the time when it was enabled, in AWS's format
 * @param engineLabel the label of the program
 * @param viewType the view type of its records; the log has both images
 * @param keys the key schema of the table, as in DescribeTable
 * @param created when it was enabled, in milliseconds since 1970
 * @param after the number of the log's last record before it; 0 for none
 * @param last the number of its last record; {@code null} while it is enabled
 * @param disabled when it was disabled, in milliseconds since 1970; {@code null} while it is enabled
 */
record KnownStream(
        String table,
        @Nullable String tableId,
        String label,
        String engineLabel,
        String viewType,
        JsonNode keys,
        long created,
        long after,
        @Nullable Long last,
        @Nullable Long disabled) {

    static final Set<String> VIEW_TYPES = Set.of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES");

    boolean isEnabled() {
        return last == null;
    }

    KnownStream disabled(long lastNumber, long at) {
        return new KnownStream(table, tableId, label, engineLabel, viewType, keys, created, after, lastNumber, at);
    }

    KnownStream enabled() {
        return new KnownStream(table, tableId, label, engineLabel, viewType, keys, created, after, null, null);
    }

    String arn(String region) {
        return "arn:aws:dynamodb:%s:%s:table/%s/stream/%s".formatted(region, Arns.ACCOUNT, table, label);
    }

    /** Its only shard, with a name in AWS's format. */
    String shardId() {
        return "shardId-%020d-%08x".formatted(created, (table + label).hashCode());
    }
}
