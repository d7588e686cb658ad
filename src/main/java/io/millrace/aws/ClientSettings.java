package io.millrace.aws;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * Where a client finds its service. What is left out here, and the credentials, come from the SDK's own chain; a server on this
 * machine that is told neither takes any.
 *
 * @param region as {@code eu-central-1}
 * @param endpoint of an emulator, or of a private link
 */
public record ClientSettings(
        @Nullable String region, @Nullable URI endpoint) {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(8);

    /** All by the SDK's chain. */
    public static final ClientSettings DEFAULT = new ClientSettings(null, null);

    /** What a client lacks. */
    public enum Lack {
        REGION,
        CREDENTIALS
    }

    /** What a client of these settings lacks, as far as that can be told without asking anybody. */
    public Set<Lack> lacks(Surroundings surroundings) {
        Set<Lack> lacks = EnumSet.noneOf(Lack.class);
        if (!isOnLoopback() && region == null && !surroundings.knowRegion()) {
            lacks.add(Lack.REGION);
        }
        if (!isOnLoopback() && !surroundings.knowCredentials()) {
            lacks.add(Lack.CREDENTIALS);
        }
        return lacks;
    }

    private boolean isOnLoopback() {
        return endpoint != null && Loopback.is(endpoint.getHost());
    }

    /** Whether all is left to the SDK's chain. */
    public boolean isEmpty() {
        return region == null && endpoint == null;
    }

    /** Builds a client, which the caller closes. A call takes 20 seconds at most, each try of it 8. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        return build(builder, limits -> limits.apiCallTimeout(LONGEST_CALL)
                .apiCallAttemptTimeout(LONGEST_ATTEMPT)
                .retryStrategy(retries()));
    }

    /** Builds a client with other limits, which the caller closes. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, Consumer<ClientOverrideConfiguration.Builder> limits) {
        builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        limits.andThen(override -> override.addExecutionInterceptor(new WithoutExpect())));
        if (region != null) {
            builder.region(Region.of(region));
        }
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        if (isOnLoopback()) {
            doWithAny(builder);
        }
        return builder.build();
    }

    /** Calls are signed, whether or not it matters for whom and where. */
    private void doWithAny(AwsClientBuilder<?, ?> builder) {
        Surroundings surroundings = Surroundings.ofProcess();
        if (region == null && !surroundings.knowRegion()) {
            builder.region(Region.US_EAST_1);
        }
        if (!surroundings.knowCredentials()) {
            builder.credentialsProvider(AwsCredentialsProviderChain.of(
                    DefaultCredentialsProvider.builder().build(),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))));
        }
    }

    /** Of one client. As the SDK's own, but for a first wait of a second where a service has too much to do. */
    private static RetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(Duration.ofMillis(200), Duration.ofSeconds(5)))
                .build();
    }
}
