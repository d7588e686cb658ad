package io.millrace.config;

import io.millrace.aws.ClientSettings;
import io.millrace.aws.Loopback;
import io.millrace.dispatch.IdempotencyStore;
import io.millrace.handler.kit.ApplicationDynamoDb;
import io.millrace.handler.kit.DynamoDb;
import io.millrace.idempotency.DynamoDbIdempotencyStore;
import io.millrace.idempotency.IdempotencyTable;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the store for routes with {@code idempotency: dynamodb}. Its client is the application's own where there is one. */
final class DynamoDbIdempotency implements AutoCloseable {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(3);

    private final ApplicationDynamoDb application;
    private final Time time;
    private final AtomicReference<@Nullable DynamoDb> client = new AtomicReference<>();

    DynamoDbIdempotency(ApplicationDynamoDb application, Time time) {
        this.application = application;
        this.time = time;
    }

    /**
     * A store that connects when it is first used.
     *
     * @throws InvalidSettingException if the application has several clients, and none is the one
     */
    IdempotencyStore store(IdempotencyProperties properties) {
        DynamoDb wanted = new DynamoDb(DynamoDbIdempotency::make, application);
        client.set(wanted);
        return new DynamoDbIdempotencyStore(
                () -> withTable(wanted.get(), properties.table()), properties.table(), properties.ttl(), time);
    }

    /** Those that are made here: none where no route needs the store, or the application has a client. */
    List<ClientSettings> clients() {
        return client.get() == null ? List.of() : DynamoDb.clients(ClientSettings.DEFAULT, application);
    }

    /** A database on this machine gets the table that it lacks. */
    private static DynamoDbClient withTable(DynamoDbClient client, String table) {
        boolean local = client.serviceClientConfiguration()
                .endpointOverride()
                .filter(endpoint -> Loopback.is(endpoint.getHost()))
                .isPresent();
        if (local) {
            IdempotencyTable.create(client, table);
        }
        return client;
    }

    private static DynamoDbClient make() {
        return ClientSettings.DEFAULT.build(DynamoDbClient.builder(), limits -> limits.apiCallTimeout(LONGEST_CALL)
                .apiCallAttemptTimeout(LONGEST_ATTEMPT));
    }

    @Override
    public void close() {
        DynamoDb known = client.getAndSet(null);
        if (known != null) {
            known.close();
        }
    }
}
