package io.millrace.idempotency;

import static io.millrace.idempotency.TestTime.START;

import io.millrace.aws.ExpiringTable;
import io.millrace.dispatch.IdempotencyStore;
import io.millrace.dispatch.Lease;
import io.millrace.testkit.DynamoDbServer;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An empty table of a store, whose calls are noted. */
final class StoreTable implements AutoCloseable {

    static final String NAME = "millrace-idempotency";
    static final Duration TTL = Duration.ofHours(24);
    static final Duration LEASE = Duration.ofMinutes(5);
    static final Lease MINE = new Lease("mine", START.plus(LEASE));
    static final Lease OTHERS = new Lease("others", START.plus(LEASE.multipliedBy(2)));

    private final TestTime time = new TestTime();
    private final Calls calls = new Calls();
    private final DynamoDbClient client;
    private final IdempotencyStore store;

    private StoreTable(URI endpoint) {
        client = DynamoDbServer.clientFor(endpoint)
                .overrideConfiguration(override -> override.addExecutionInterceptor(calls))
                .build();
        store = new DynamoDbIdempotencyStore(() -> client, NAME, TTL, time.time());
    }

    static StoreTable create(URI endpoint) {
        StoreTable table = new StoreTable(endpoint);
        new ExpiringTable(NAME).create(table.client);
        table.calls.forget();
        return table;
    }

    IdempotencyStore store() {
        return store;
    }

    DynamoDbClient client() {
        return client;
    }

    TestTime time() {
        return time;
    }

    Calls calls() {
        return calls;
    }

    @Override
    public void close() {
        client.deleteTable(delete -> delete.tableName(NAME));
        client.close();
    }
}
