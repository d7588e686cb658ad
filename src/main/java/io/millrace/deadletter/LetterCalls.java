package io.millrace.deadletter;

import io.millrace.aws.CallLimits;
import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The limits of calls for dead letters. They follow a failure, often with little time left, but each call that fails
 * stops a batch.
 */
final class LetterCalls {

    static final Duration LONGEST = Duration.ofSeconds(10);

    static final CallLimits LIMITS =
            new CallLimits(LONGEST, Duration.ofSeconds(5), CallLimits.retries(strategy -> strategy.maxAttempts(6)
                    .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(200), Duration.ofSeconds(2)))));

    private LetterCalls() {}
}
