package io.millrace.mapping;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is read, in the words of a Lambda event source mapping. Source: "CreateEventSourceMapping" in the AWS
 * Lambda API Reference.
 *
 * @param batchSize records in a batch at most
 * @param batchWindow how long records are gathered for a batch
 * @param parallelizationFactor batches of a shard side by side
 * @param startingPosition where reading begins
 * @param maximumRetryAttempts how often a batch comes again; -1 for as long as its records live
 * @param maximumRecordAge older records are given up; {@code null} for none
 * @param bisectOnError whether a batch that failed comes again as two
 * @param reportBatchItemFailures whether the answer may name a record from which on to begin again
 * @param onFailure the ARN of a queue, a topic or a bucket for what is given up; {@code null} for none
 */
public record EventSourceMapping(
        int batchSize,
        Duration batchWindow,
        int parallelizationFactor,
        StartingPosition startingPosition,
        int maximumRetryAttempts,
        @Nullable Duration maximumRecordAge,
        boolean bisectOnError,
        boolean reportBatchItemFailures,
        @Nullable String onFailure) {

    /** Where reading begins. */
    public enum StartingPosition {
        TRIM_HORIZON,
        LATEST
    }
}
