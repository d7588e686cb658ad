package io.millrace.testkit;

import io.millrace.local.dynoxide.Dynoxide;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB and its streams on a free port of the loopback interface, as the local loop has it; one set of tables whatever the
 * Region and the credentials. Any thread may use it.
 */
public final class DynamoDbServer implements AutoCloseable {

    private final Dynoxide database;
    private final Thread atExit = new Thread(this::end);

    private DynamoDbServer(Dynoxide database) {
        this.database = database;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts one without tables, whose tables go with it. */
    public static DynamoDbServer start() {
        return start(null);
    }

    /** Starts one on a directory. */
    public static DynamoDbServer start(@Nullable Path directory) {
        return new DynamoDbServer(Dynoxide.start(program(), 0, directory, InstantSource.system(), () -> {}));
    }

    /** The program that the build has fetched. */
    public static Dynoxide.Program program() {
        Dynoxide.Program program = Dynoxide.Program.find(null)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The local database is not in target/dynoxide; the build fetches it by npm: mvn process-resources"));
        return new Dynoxide.Program(program.file().toAbsolutePath());
    }

    public URI endpoint() {
        return database.endpoint();
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
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }

    private void end() {
        database.close();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B local(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
