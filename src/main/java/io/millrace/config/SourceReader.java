package io.millrace.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Checks the settings of a source against the limits of Lambda, and adds mistakes. */
final class SourceReader {

    private static final int SECONDS_OF_SEVEN_DAYS = 604_800;

    private final ConfigurationPropertyName key;
    private final Mistakes mistakes;

    SourceReader(ConfigurationPropertyName tableKey, Mistakes mistakes) {
        this.key = tableKey.append("source");
        this.mistakes = mistakes;
    }

    void check(SourceProperties source) {
        range("batch-size", source.batchSize(), 1, 10_000);
        seconds("batch-window", source.batchWindow(), 0, 300);
        range("parallelization-factor", source.parallelizationFactor(), 1, 10);
        range("maximum-retry-attempts", source.maximumRetryAttempts(), -1, 10_000);
        if (source.maximumRecordAge() != null) {
            seconds("maximum-record-age", source.maximumRecordAge(), 60, SECONDS_OF_SEVEN_DAYS);
        }
        checkOnFailure(source.onFailure());
    }

    private void seconds(String name, Duration value, long least, long most) {
        if (value.equals(value.truncatedTo(ChronoUnit.SECONDS))) {
            range(name, value.toSeconds(), least, most);
        } else {
            mistakes.add(
                    key.append(name),
                    "%d ms is not a whole number of seconds, the unit of Lambda. Write it as 5s; a number without a unit is in milliseconds."
                            .formatted(value.toMillis()));
        }
    }

    private void range(String name, long value, long least, long most) {
        if (value < least || value > most) {
            mistakes.add(key.append(name), "%d is not within Lambda's limits, %d to %d.".formatted(value, least, most));
        }
    }

    private void checkOnFailure(@Nullable String arn) {
        if (arn == null) {
            return;
        }
        if (!arn.matches("arn:aws[a-z-]*:((sqs|sns):[a-z0-9-]+:\\d{12}|s3::):[^:\\s]+")) {
            mistakes.add(
                    key.append("on-failure"),
                    "'%s' is not the ARN of an SQS queue, an SNS topic or an S3 bucket.".formatted(arn));
        } else if (arn.endsWith(".fifo")) {
            mistakes.add(
                    key.append("on-failure"),
                    "'%s' is a FIFO queue or topic, to which no mapping of a stream can send. Use a standard one, or a bucket."
                            .formatted(arn));
        }
    }
}
