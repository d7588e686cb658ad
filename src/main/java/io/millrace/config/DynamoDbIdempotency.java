package io.millrace.config;

import io.millrace.aws.AwsClients;
import io.millrace.aws.CallLimits;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.ExpiringTable;
import io.millrace.dispatch.IdempotencyStore;
import io.millrace.handler.kit.ApplicationDynamoDb;
import io.millrace.idempotency.DynamoDbIdempotencyStore;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Creates the store for routes with {@code idempotency: dynamodb}. It uses the application's own client if there is one. */
final class DynamoDbIdempotency {

    private static final CallLimits LIMITS =
            new CallLimits(Duration.ofSeconds(10), Duration.ofSeconds(3), retries -> {});

    private final ApplicationDynamoDb application;
    private final AwsClients clients;
    private final Time time;
    private volatile boolean needed;

    DynamoDbIdempotency(ApplicationDynamoDb application, AwsClients clients, Time time) {
        this.application = application;
        this.clients = clients;
        this.time = time;
    }

    /**
     * Creates a store that connects at its first use.
     *
     * @throws InvalidSettingException if the application has several clients, and none is primary or configured
     */
    IdempotencyStore store(IdempotencyProperties properties) {
        Supplier<DynamoDbClient> client = application.or(
                ClientSettings.DEFAULT,
                clients.client("millrace.idempotency", ClientSettings.DEFAULT, LIMITS, DynamoDbClient::builder));
        needed = true;
        return new DynamoDbIdempotencyStore(
                () -> withTable(client.get(), properties.table()), properties.table(), properties.ttl(), time);
    }

    /** The settings of the client that is created here; none if no route needs the store, or the application has a client. */
    List<ClientSettings> clients() {
        return needed ? application.created(ClientSettings.DEFAULT) : List.of();
    }

    /** Creates a missing table in a database on this machine. */
    private static DynamoDbClient withTable(DynamoDbClient client, String table) {
        if (ExpiringTable.isLocal(client)) {
            new ExpiringTable(table).create(client);
        }
        return client;
    }
}
