package io.millrace.local.console;

import io.millrace.source.SourceState.Activity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the console shows of the database and its streams.
 *
 * @param database its address; {@code null} where there is none
 * @param dataDir where it keeps its tables; {@code null} for in memory
 */
record ConsoleState(@Nullable String database, @Nullable String dataDir, List<Table> tables) {

    /**
     * A table.
     *
     * @param localName what the database calls it
     * @param trimmed how often records were gone before they could be read
     * @param problem why it is not there, or not read; {@code null} for nothing
     */
    record Table(
            String id,
            String table,
            String localName,
            @Nullable Key partitionKey,
            @Nullable Key sortKey,
            String viewType,
            @Nullable String ttlAttribute,
            List<Shard> shards,
            int deadLetters,
            int trimmed,
            @Nullable String problem) {}

    /** A key attribute. */
    record Key(String name, String type) {}

    /** A shard. */
    record Shard(String shard, List<Lane> lanes) {}

    /** The records of some items of a shard. */
    record Lane(
            int lane,
            String state,
            @Nullable String position,
            int waiting,
            long oldestWaitingMillis,
            int batches,
            int failedBatches,
            int retries,
            int discarded,
            int filtered,
            @Nullable Blocked blocked) {

        static String name(Activity activity) {
            return activity.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What blocks a lane.
     *
     * @param changeId in the feed; {@code null} when it is not kept there any more
     */
    record Blocked(String sequenceNumber, @Nullable Long changeId, int retries, long nextTryMillis, String error) {}
}
