package io.millrace.config;

import io.millrace.mapping.EventSourceMapping;
import io.millrace.mapping.EventSourceMapping.StartingPosition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the table's stream is read, with the terms of a Lambda event source mapping.
 *
 * @param batchSize The maximum number of records in a batch, 1 to 10,000.
 * @param batchWindow How long records are collected for a batch, up to 300 seconds.
 * @param parallelizationFactor The number of batches of a shard in parallel, 1 to 10.
 * @param startingPosition Where reading begins.
 * @param maximumRetryAttempts How often a failed batch is retried, up to 10,000; -1 until its records expire.
 * @param maximumRecordAge The age after which records are discarded, 60 seconds to 7 days. No limit when left out.
 * @param bisectOnError Whether a failed batch is split in two for its retry.
 * @param reportBatchItemFailures Whether a batch is retried from its first failed record, instead of as a whole.
 * @param onFailure ARN of the SQS queue, SNS topic or S3 bucket that receives discarded batches.
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
