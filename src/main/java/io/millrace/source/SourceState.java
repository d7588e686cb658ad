package io.millrace.source;

import io.millrace.change.SequenceNumber;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is being read.
 *
 * @param shards those that are open or not done yet
 * @param trimmed how often records were gone before they could be read
 * @param problem why the stream can't be read just now; {@code null} when it can
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
     * @param blocked what fails and comes again; {@code null} for nothing
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
        /** There is nothing to do. */
        IDLE,
        /** Records are gathered for a batch. */
        GATHERING,
        /** The function has a batch. */
        RUNNING,
        /** A batch failed and comes again; nothing behind it moves. */
        BLOCKED,
        /** Something went wrong that is no handler's failure; it stands still until a restart. */
        BROKEN
    }

    /**
     * What was done.
     *
     * @param batches deliveries
     * @param failed deliveries that were not done as a whole
     * @param retries deliveries of something that had been delivered before
     * @param givenUp records that are not delivered any more
     * @param filtered records that were passed over
     */
    public record Counts(int batches, int failed, int retries, int givenUp, int filtered) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts delivered(boolean again) {
            return new Counts(batches + 1, failed, retries + (again ? 1 : 0), givenUp, filtered);
        }

        Counts failure() {
            return new Counts(batches, failed + 1, retries, givenUp, filtered);
        }

        Counts givenUp(int records) {
            return new Counts(batches, failed, retries, givenUp + records, filtered);
        }

        Counts filteredOut() {
            return new Counts(batches, failed, retries, givenUp, filtered + 1);
        }
    }

    /**
     * What blocks a lane.
     *
     * @param record the first that is not done
     * @param retries how often it was delivered again
     * @param nextTry how long it is until it will be again; negative when that is over
     * @param error the class of what was thrown, or what the answer was
     */
    public record Blocked(SequenceNumber record, int retries, Duration nextTry, String error) {}
}
