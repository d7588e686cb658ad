package io.millrace.local.database;

import io.millrace.local.dynoxide.LocalStartException;
import io.millrace.mapping.Deployment;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;

/**
 * How to connect to the database.
 *
 * @param credentials any are accepted by a database outside AWS
 */
record Access(Region region, AwsCredentialsProvider credentials) {

    private static final AwsCredentialsProvider LOCAL =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    private static final Pattern AWS = Pattern.compile(
            "(?i)(?:streams\\.)?dynamodb[a-z-]*\\.([a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.[a-z]+)?|amazonaws\\.[a-z-]+|api\\.aws)\\.?");

    /**
     * The access that the configuration describes.
     *
     * @throws LocalStartException if it is in AWS, and the configuration does not allow that
     */
    static Access of(Deployment.Local local) {
        Deployment.Other other = local.other();
        Access access = at(other == null ? null : other.endpoint());
        if (other != null && access.isOfAws() && !other.allowAws()) {
            throw new LocalStartException(
                    "millrace.local.endpoint: '%s' is in AWS, where items would really be written and handled. Set millrace.local.allow-aws: true to allow that."
                            .formatted(other.endpoint()),
                    null);
        }
        return access;
    }

    /**
     * The access to another database.
     *
     * @param endpoint {@code null} for the database that Millrace starts
     */
    static Access at(@Nullable URI endpoint) {
        String region = endpoint == null ? null : region(endpoint);
        return region == null
                ? new Access(Region.US_EAST_1, LOCAL)
                : new Access(
                        Region.of(region), DefaultCredentialsProvider.builder().build());
    }

    /** The Region of a DynamoDB endpoint in AWS; {@code null} for any other. */
    static @Nullable String region(URI endpoint) {
        Matcher matcher = AWS.matcher(endpoint.getHost() == null ? "" : endpoint.getHost());
        return matcher.matches() ? matcher.group(1) : null;
    }

    boolean isOfAws() {
        return credentials != LOCAL;
    }

    /**
     * A new client, which the caller closes. It resolves the endpoint at each call, so that it can be created before
     * the database.
     */
    DynamoDbClient client(Supplier<URI> endpoint) {
        return prepare(DynamoDbClient.builder())
                .endpointOverride(URI.create("http://127.0.0.1")) // marks the client as local for others
                .endpointProvider(call -> CompletableFuture.completedFuture(
                        Endpoint.builder().url(endpoint.get()).build()))
                .build();
    }

    /** A new client of the streams, which the caller closes. In AWS, streams have a different endpoint. */
    DynamoDbStreamsClient streams(URI endpoint) {
        DynamoDbStreamsClientBuilder builder = prepare(DynamoDbStreamsClient.builder());
        return isOfAws() ? builder.build() : builder.endpointOverride(endpoint).build();
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(B builder) {
        return builder.region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
