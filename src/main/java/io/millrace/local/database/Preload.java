package io.millrace.local.database;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Loads the classes of the database's client in the background, while the application starts. */
final class Preload implements Runnable {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");

    /** An address where nothing listens. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private Preload() {}

    static void begin() {
        Thread thread = new Thread(new Preload(), "millrace-preload");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        Access access = Access.at(null);
        try (DynamoDbClient client =
                        once(access.prepare(DynamoDbClient.builder())).build();
                DynamoDbStreamsClient streams =
                        once(access.prepare(DynamoDbStreamsClient.builder())).build()) {
            attempt(() -> client.describeTable(request -> request.tableName("none")));
            attempt(() -> streams.describeStream(request -> request.streamArn("arn:aws:dynamodb:none:none")));
        } catch (RuntimeException e) {
            log.debug("Could not preload the clients of the database", e);
        }
    }

    private static <B extends AwsClientBuilder<B, C>, C> B once(B builder) {
        return builder.endpointOverride(NOWHERE)
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            log.trace("No response, as expected", e);
        }
    }
}
