package io.millrace.source;

import io.millrace.change.SequenceNumber;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is being read.
 *
 * @param shards the ones that are read, or not done yet
 * @param trimmed how often the stream has dropped records before they were read
 * @param problem why the stream can't be read at the moment; {@code null} when it can
 */
public record SourceState(
        List<ShardState> shards, int trimmed, @Nullable String problem) {

    /** A shard. */
    public record ShardState(String streamArn, String shardId, List<LaneState> lanes) {}

    /**
     * A lane: the records of some items of a shard, in their order.
     *
     * @param position all records up to here are done; {@code null} when there is none
     * @param waiting how many records were read that are not done
     * @param oldest how long ago the first of them was read; {@code null} for none
     * @param counts since this process began
     * @param blocked the batch that fails and is delivered again; {@code null} for none
     */
    public record LaneState(
            Activity activity,
            @Nullable SequenceNumber position,
            int waiting,
            @Nullable Duration oldest,
            Counts counts,
            @Nullable Blocked blocked) {}

    /** What a lane does. */
    public enum Activity {
        /** It has no records. */
        IDLE,
        /** Records are gathered for a batch. */
        GATHERING,
        /** The function has a batch. */
        RUNNING,
        /** A batch failed and is delivered again; all records after it wait. */
        BLOCKED,
        /** Something failed that is no handler; the lane stands still until a restart. */
        BROKEN
    }

    /**
     * What a lane has done.
     *
     * @param batches deliveries
     * @param failed deliveries after which some records are delivered again
     * @param retries deliveries of records that had been delivered before
     * @param discarded records that are not delivered any more
     * @param filtered records that the filter doesn't want
     */
    public record Counts(int batches, int failed, int retries, int discarded, int filtered) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts delivered(boolean again) {
            return new Counts(batches + 1, failed, retries + (again ? 1 : 0), discarded, filtered);
        }

        Counts failure() {
            return new Counts(batches, failed + 1, retries, discarded, filtered);
        }

        Counts discarded(int records) {
            return new Counts(batches, failed, retries, discarded + records, filtered);
        }

        Counts filteredOut() {
            return new Counts(batches, failed, retries, discarded, filtered + 1);
        }
    }

    /**
     * What blocks a lane.
     *
     * @param record the first that is not done
     * @param retries how often it was delivered again
     * @param nextTry the time until the next delivery; negative when that is due
     * @param error the class of the exception, or what the answer was
     */
    public record Blocked(SequenceNumber record, int retries, Duration nextTry, String error) {}
}
