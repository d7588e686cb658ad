package io.millrace.deadletter;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long calls for dead letters may take, and how often they are tried: they come when something is wrong already, and
 * often when time is short; but each that fails stops a batch.
 */
final class CallLimits {

    static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private static final int MOST_ATTEMPTS = 6;
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private CallLimits() {}

    static void set(ClientOverrideConfiguration.Builder configuration) {
        configuration
                .apiCallTimeout(LONGEST_CALL)
                .apiCallAttemptTimeout(Duration.ofSeconds(5))
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(MOST_ATTEMPTS)
                        .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_WAIT, LONGEST_WAIT))
                        .build());
    }
}
