package io.millrace.config;

import io.millrace.mapping.EventSourceMapping;
import io.millrace.mapping.EventSourceMapping.StartingPosition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the table's stream is read, in the words of a Lambda event source mapping.
 *
 * @param batchSize Records in a batch at most, 1 to 10,000.
 * @param batchWindow How long records are gathered for a batch, up to 300 seconds.
 * @param parallelizationFactor Batches of a shard side by side, 1 to 10.
 * @param startingPosition Where reading begins.
 * @param maximumRetryAttempts How often a batch that failed comes again, up to 10,000; -1 for as long as its records live.
 * @param maximumRecordAge Older records are given up; 60 seconds to 7 days, or none when left out.
 * @param bisectOnError Whether a batch that failed comes again as two.
 * @param reportBatchItemFailures Whether a batch comes again from the record on that failed, and not as a whole.
 * @param onFailure ARN of the SQS queue, SNS topic or S3 bucket that learns of batches that are given up.
 */
record SourceProperties(
        @DefaultValue("100") int batchSize,
        @DefaultValue("0s") Duration batchWindow,
        @DefaultValue("1") int parallelizationFactor,
        @DefaultValue("trim-horizon") StartingPosition startingPosition,
        @DefaultValue("-1") int maximumRetryAttempts,
        @Nullable Duration maximumRecordAge,
        @DefaultValue("false") boolean bisectOnError,
        @DefaultValue("true") boolean reportBatchItemFailures,
        @Nullable String onFailure) {

    EventSourceMapping mapping() {
        return new EventSourceMapping(
                batchSize,
                batchWindow,
                parallelizationFactor,
                startingPosition,
                maximumRetryAttempts,
                maximumRecordAge,
                bisectOnError,
                reportBatchItemFailures,
                onFailure);
    }
}
