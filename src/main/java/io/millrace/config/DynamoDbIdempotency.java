package io.millrace.config;

import io.millrace.dispatch.IdempotencyStore;
import io.millrace.dispatch.Time;
import io.millrace.idempotency.DynamoDbIdempotencyStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the store for routes with {@code idempotency: dynamodb}. Its client is the application's own where there is one. */
final class DynamoDbIdempotency implements AutoCloseable {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(3);

    private final ObjectProvider<DynamoDbClient> clients;
    private final Time time;
    private final AtomicReference<DynamoDbClient> made = new AtomicReference<>();

    DynamoDbIdempotency(ObjectProvider<DynamoDbClient> clients, Time time) {
        this.clients = clients;
        this.time = time;
    }

    /** A store that connects when it is first used. */
    IdempotencyStore store(IdempotencyProperties properties) {
        return new DynamoDbIdempotencyStore(this::client, properties.table(), properties.ttl(), time);
    }

    private DynamoDbClient client() {
        DynamoDbClient given = clients.getIfUnique();
        return given == null ? make() : given;
    }

    private DynamoDbClient make() {
        DynamoDbClient client = DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        override -> override.apiCallTimeout(LONGEST_CALL).apiCallAttemptTimeout(LONGEST_ATTEMPT))
                .build();
        made.set(client);
        return client;
    }

    @Override
    public void close() {
        DynamoDbClient client = made.getAndSet(null);
        if (client != null) {
            client.close();
        }
    }
}
