package io.millrace.mapping;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is read, in the words of a Lambda event source mapping. Source: "CreateEventSourceMapping" in the AWS
 * Lambda API Reference.
 *
 * @param batchSize the largest number of records in a batch
 * @param batchWindow how long records are gathered for a batch
 * @param parallelizationFactor how many batches of a shard are delivered at the same time
 * @param startingPosition where reading begins
 * @param maximumRetryAttempts how often a batch is delivered again; -1 for as long as the stream keeps its records
 * @param maximumRecordAge older records are discarded; {@code null} for no limit
 * @param bisectOnError whether a batch that failed is delivered again as two
 * @param reportBatchItemFailures whether the answer may name the record from which on delivery begins again
 * @param onFailure the ARN of the queue, topic or bucket for discarded batches; {@code null} for none
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
