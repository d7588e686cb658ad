package io.millrace.aws;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Where a client finds its service. The SDK's default chains supply what is missing here, and the credentials. A server on
 * this machine works without either.
 *
 * @param region such as {@code eu-central-1}
 * @param endpoint of an emulator or a private link
 */
public record ClientSettings(
        @Nullable String region, @Nullable URI endpoint) {

    /** Leaves everything to the SDK's default chains. */
    public static final ClientSettings DEFAULT = new ClientSettings(null, null);

    /** What a client can lack. */
    public enum Lack {
        REGION,
        CREDENTIALS
    }

    /** Returns what a client with these settings lacks, as far as it is known without a call. */
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

    /** Whether everything is left to the SDK's default chains. */
    public boolean isEmpty() {
        return region == null && endpoint == null;
    }

    /** Applies these settings and the HTTP client. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B set(B builder) {
        builder.httpClientBuilder(UrlConnectionHttpClient.builder());
        if (region != null) {
            builder.region(Region.of(region));
        }
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        if (isOnLoopback()) {
            setAny(builder);
        }
        return builder;
    }

    /** Calls are signed even if the server does not check signatures. */
    private void setAny(AwsClientBuilder<?, ?> builder) {
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
}
