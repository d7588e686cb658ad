package io.millrace.config;

import io.millrace.dispatch.IdempotencyStore;
import io.millrace.dispatch.Time;
import io.millrace.idempotency.DynamoDbIdempotencyStore;
import io.millrace.idempotency.IdempotencyTable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the store for routes with {@code idempotency: dynamodb}. Its client is the application's own where there is one. */
final class DynamoDbIdempotency implements AutoCloseable {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
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
        return new DynamoDbIdempotencyStore(
                () -> withTable(client(), properties.table()), properties.table(), properties.ttl(), time);
    }

    /** A database on this machine gets the table that it lacks. */
    private static DynamoDbClient withTable(DynamoDbClient client, String table) {
        boolean local = client.serviceClientConfiguration()
                .endpointOverride()
                .filter(endpoint -> LOOPBACK.contains(endpoint.getHost()))
                .isPresent();
        if (local) {
            IdempotencyTable.create(client, table);
        }
        return client;
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
