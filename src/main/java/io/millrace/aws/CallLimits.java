package io.millrace.aws;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long the calls of a client take at most, and how they are retried.
 *
 * @param call the whole call, with its retries
 * @param attempt each attempt
 * @param retries sets the retry strategy; one that sets none leaves it to the SDK
 */
public record CallLimits(Duration call, Duration attempt, Consumer<ClientOverrideConfiguration.Builder> retries) {

    /** The longest call of a handler, and how long a handler waits for a server in all. */
    public static final Duration LONGEST_CALL = Duration.ofSeconds(20);

    /**
     * The limits of handlers. A throttled call is retried after 200 ms, and not only after a second as by the SDK's default.
     */
    public static final CallLimits OF_HANDLERS = new CallLimits(
            LONGEST_CALL,
            Duration.ofSeconds(8),
            retries(strategy -> strategy.throttlingBackoffStrategy(
                    BackoffStrategy.exponentialDelay(Duration.ofMillis(200), Duration.ofSeconds(5)))));

    /** Changes the SDK's standard strategy. Each client gets a strategy of its own, since a strategy counts failures. */
    public static Consumer<ClientOverrideConfiguration.Builder> retries(
            Consumer<StandardRetryStrategy.Builder> changes) {
        return configuration -> configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .applyMutation(changes)
                .build());
    }

    /** Returns the configuration with these limits, unless it has limits of its own. */
    ClientOverrideConfiguration in(ClientOverrideConfiguration own) {
        ClientOverrideConfiguration.Builder builder = own.toBuilder().addExecutionInterceptor(new WithoutExpect());
        if (own.apiCallTimeout().isEmpty()) {
            builder.apiCallTimeout(call);
        }
        if (own.apiCallAttemptTimeout().isEmpty()) {
            builder.apiCallAttemptTimeout(attempt);
        }
        if (own.retryStrategy().isEmpty() && own.retryMode().isEmpty()) {
            retries.accept(builder);
        }
        if (own.advancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX).isEmpty()) {
            builder.putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "millrace");
        }
        return builder.build();
    }
}
