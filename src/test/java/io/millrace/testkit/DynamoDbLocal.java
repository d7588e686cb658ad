package io.millrace.testkit;

import java.net.URI;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB and its streams in memory, on a free port of the loopback interface; one set of tables whatever the region
 * and the credentials, unless it is started with Regions. Any thread may use it. Its own server runner would bind all interfaces and a fixed port.
 */
public final class DynamoDbLocal implements AutoCloseable {

    private static final LoggingSystem LOGGING = LoggingSystem.get(DynamoDbLocal.class.getClassLoader());
    private static final List<String> NOISY = List.of("org.eclipse.jetty", "software.amazon.dynamodb");

    private final LocalDynamoDBRequestHandler database;
    private final Server server;

    private DynamoDbLocal(LocalDynamoDBRequestHandler database, Server server) {
        this.database = database;
        this.server = server;
    }

    /** Starts one without tables. */
    public static DynamoDbLocal start() {
        return start(true);
    }

    /** Starts one without tables, where each Region and each account has its own. */
    public static DynamoDbLocal startWithRegions() {
        return start(false);
    }

    private static DynamoDbLocal start(boolean shared) {
        beQuiet();
        try {
            var database = new LocalDynamoDBRequestHandler(0, true, null, shared, false);
            Server server = server(database);
            server.start();
            return new DynamoDbLocal(database, server);
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start.", e);
        }
    }

    /** Logs nothing of it, until an application that starts sets its own levels. */
    public static void beQuiet() {
        NOISY.forEach(logger -> LOGGING.setLogLevel(logger, LogLevel.OFF));
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    /** A new client, which the caller closes. */
    public DynamoDbClient client() {
        return clientFor(endpoint()).build();
    }

    /** A new client of the streams, which the caller closes. */
    public DynamoDbStreamsClient streams() {
        return local(DynamoDbStreamsClient.builder(), endpoint()).build();
    }

    /** A client of this or of what stands in front of it, to be finished by the caller. */
    public static DynamoDbClientBuilder clientFor(URI endpoint) {
        return local(DynamoDbClient.builder(), endpoint);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop.", e);
        } finally {
            database.shutdown();
        }
    }

    private static Server server(LocalDynamoDBRequestHandler database) {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new LocalDynamoDBServerHandler(database, null));
        return server;
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B local(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
