package io.millrace.local.console;

import io.millrace.source.SourceState.Activity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The state of the database and its streams for the console.
 *
 * @param database its address; {@code null} if there is none
 * @param dataDir the directory of its tables; {@code null} for in memory
 */
record ConsoleState(@Nullable String database, @Nullable String dataDir, List<Table> tables) {

    /**
     * A table.
     *
     * @param localName its name in the database
     * @param trimmed how often records were trimmed before they were read
     * @param problem why it does not exist, or is not read; {@code null} for no problem
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
     * @param changeId its id in the feed; {@code null} if the feed has dropped it
     */
    record Blocked(String sequenceNumber, @Nullable Long changeId, int retries, long nextTryMillis, String error) {}
}
