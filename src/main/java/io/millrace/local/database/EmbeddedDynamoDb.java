package io.millrace.local.database;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB and its streams on 127.0.0.1, with one set of tables whatever the region and the credentials. Its own server
 * runner would listen on all interfaces, and tell AWS that it was started.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {

    private static final List<String> NOISY = List.of("org.eclipse.jetty", "software.amazon.dynamodb", "com.almworks");

    private final LocalDynamoDBRequestHandler database;
    private final Server server;
    private final DataDirectory data;

    private EmbeddedDynamoDb(LocalDynamoDBRequestHandler database, Server server, DataDirectory data) {
        this.database = database;
        this.server = server;
        this.data = data;
    }

    /**
     * Starts it.
     *
     * @param port 0 for any that is free
     * @param directory where the tables are kept; {@code null} for nowhere
     * @param written called after each request that may have changed an item
     * @throws LocalStartException if it can't be; the text says what to do
     */
    public static EmbeddedDynamoDb start(int port, @Nullable Path directory, Runnable written) {
        LoggingSystem logging = LoggingSystem.get(EmbeddedDynamoDb.class.getClassLoader());
        NOISY.forEach(logger -> logging.setLogLevel(logger, LogLevel.OFF));
        DataDirectory data = DataDirectory.open(directory);
        LocalDynamoDBRequestHandler database = database(directory);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Gate(new LocalDynamoDBServerHandler(database, null), written));
        try {
            server.start();
        } catch (Exception e) {
            database.shutdown();
            data.close();
            throw new LocalStartException(
                    "DynamoDB Local can't listen on 127.0.0.1:%d: %s. Another one may be running there; end it, or set millrace.local.port to another port, 0 for any."
                            .formatted(
                                    port,
                                    e.getCause() == null
                                            ? e.getMessage()
                                            : e.getCause().getMessage()),
                    e);
        }
        return new EmbeddedDynamoDb(database, server, data);
    }

    private static LocalDynamoDBRequestHandler database(@Nullable Path directory) {
        String path = directory == null ? null : directory.toAbsolutePath().toString();
        try {
            return new LocalDynamoDBRequestHandler(0, directory == null, path, true, false);
        } catch (RuntimeException e) {
            throw new LocalStartException("DynamoDB Local does not start: " + e.getMessage(), e);
        }
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    /** A new client, which the caller closes. */
    public DynamoDbClient client() {
        return client(this::endpoint);
    }

    /** A new client, which asks at each call where the database is: it may be made before that is. */
    static DynamoDbClient client(Supplier<URI> endpoint) {
        return local(DynamoDbClient.builder())
                .endpointOverride(URI.create("http://127.0.0.1")) // by which others know that it is local
                .endpointProvider(call -> CompletableFuture.completedFuture(
                        Endpoint.builder().url(endpoint.get()).build()))
                .build();
    }

    /** A new client of the streams, which the caller closes. */
    public DynamoDbStreamsClient streams() {
        return local(DynamoDbStreamsClient.builder())
                .endpointOverride(endpoint())
                .build();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B local(B builder) {
        return builder.region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    /** Stops it. What it keeps is on the disk. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop.", e);
        } finally {
            database.shutdown();
            data.close();
        }
    }
}
