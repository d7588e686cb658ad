package io.millrace.local.database;

import io.millrace.local.dynoxide.LocalStartException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Redirects the application's own DynamoDB clients, if they are beans, to the local database, so that a local run
 * does not write to tables in AWS (unless the configured database is there). A client with another endpoint keeps it.
 */
final class LocalClients implements BeanPostProcessor, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");
    private static final URI HERE = URI.create("http://127.0.0.1"); // marks the client as local for others
    private static final boolean ENHANCED = ClassUtils.isPresent(
            "software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient", LocalClients.class.getClassLoader());

    private final boolean isOfAws;
    private final Supplier<URI> endpoint;
    private final List<SdkAutoCloseable> made = new ArrayList<>();

    /**
     * @param other the endpoint of another database; {@code null} for the one that Millrace starts
     * @param database resolved at each call
     */
    LocalClients(@Nullable URI other, Supplier<LocalDynamoDb> database) {
        this.isOfAws = Access.at(other).isOfAws();
        this.endpoint = () -> database.get().endpoint();
        Preload.begin();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        try {
            Optional<Object> client = find(bean);
            client.ifPresent(found -> log.info("The client '{}' uses the local database here, not AWS", name));
            return client.orElse(bean);
        } catch (RuntimeException e) {
            throw new LocalStartException(
                    "The bean '%s' would call DynamoDB in AWS from the profile 'local', and can't be redirected to the local database: %s. Give it the endpoint of your own server in this profile, or remove it."
                            .formatted(name, e.getMessage()),
                    e);
        }
    }

    /** The replacement of a bean; empty for none. */
    private Optional<Object> find(Object bean) {
        if (isOfAws) {
            return Optional.empty();
        }
        return Optional.ofNullable(ENHANCED ? EnhancedClients.redirect(bean, this) : redirect(bean));
    }

    /** The same client for the local database; {@code null} for a bean that does not call AWS. */
    @Nullable
    Object redirect(Object bean) {
        if (bean instanceof DynamoDbClient client && isOfAws(client.serviceClientConfiguration())) {
            return keep(local(DynamoDbClient.builder(), client.serviceClientConfiguration())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .endpointProvider(call -> CompletableFuture.completedFuture(address()))
                    .build());
        }
        if (bean instanceof DynamoDbStreamsClient client && isOfAws(client.serviceClientConfiguration())) {
            return keep(local(DynamoDbStreamsClient.builder(), client.serviceClientConfiguration())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .endpointProvider(call -> CompletableFuture.completedFuture(address()))
                    .build());
        }
        if (bean instanceof DynamoDbAsyncClient client && isOfAws(client.serviceClientConfiguration())) {
            return keep(local(DynamoDbAsyncClient.builder(), client.serviceClientConfiguration())
                    .endpointProvider(call -> CompletableFuture.completedFuture(address()))
                    .build());
        }
        if (bean instanceof DynamoDbStreamsAsyncClient client && isOfAws(client.serviceClientConfiguration())) {
            return keep(local(DynamoDbStreamsAsyncClient.builder(), client.serviceClientConfiguration())
                    .endpointProvider(call -> CompletableFuture.completedFuture(address()))
                    .build());
        }
        return null;
    }

    /** A test's mock has no configuration. */
    private static boolean isOfAws(@Nullable AwsServiceClientConfiguration configuration) {
        return configuration != null
                && configuration.endpointOverride().map(LocalClients::isOfAws).orElse(true);
    }

    private static boolean isOfAws(URI endpoint) {
        String host = endpoint.getHost() == null ? "" : endpoint.getHost();
        return host.matches("(?i).*\\.(amazonaws\\.com(\\.[a-z]+)?|amazonaws\\.[a-z-]+|api\\.aws)\\.?");
    }

    private static <B extends AwsClientBuilder<B, C>, C> B local(B builder, AwsServiceClientConfiguration own) {
        return builder.overrideConfiguration(own.overrideConfiguration())
                .region(own.region())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .endpointOverride(HERE);
    }

    private Endpoint address() {
        return Endpoint.builder().url(endpoint.get()).build();
    }

    private synchronized Object keep(SdkAutoCloseable client) {
        made.add(client);
        return client;
    }

    @Override
    public synchronized void destroy() {
        made.forEach(SdkAutoCloseable::close);
    }
}
