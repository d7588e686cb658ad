package io.millrace.idempotency;

import static io.millrace.idempotency.TestTime.START;
import static io.millrace.idempotency.Works.work;
import static io.millrace.idempotency.Works.works;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.aws.ExpiringTable;
import io.millrace.dispatch.IdempotencyStore;
import io.millrace.dispatch.Lease;
import io.millrace.testkit.DynamoDbServer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Every message about a table, whole. */
class UnusableTableIntegrationTests {

    private static final Lease LEASE = new Lease("mine", START.plusSeconds(60));
    private static final String RIGHT =
            " It needs partition key 'id' of type S, no sort key, and time to live on attribute 'expires'.";

    private DynamoDbServer local;
    private DynamoDbClient client;

    @BeforeEach
    void start() {
        local = DynamoDbServer.start();
        client = local.client();
    }

    @AfterEach
    void stop() {
        client.close();
        local.close();
    }

    @Test
    void refusesAnItemThatIsNoEntry() {
        new ExpiringTable("done").create(client);
        client.putItem(put -> put.tableName("done").item(ExpiringTable.key(EntryKey.of(work(1)))));

        assertThatExceptionOfType(IdempotencyException.class)
                .isThrownBy(() -> store("done").claim(works(1, 2), LEASE))
                .withMessage("The idempotency table holds an item that is not an entry of a task: "
                        + "Orders/confirm/orderConfirmation/event-1/101/item.")
                .havingCause()
                .withMessage("Attribute 'status' is missing.");
    }

    @Test
    void saysWhatTableIsMissing() {
        assertRefuses(
                "absent", "millrace.idempotency.table: there is no table 'absent' in region 'eu-central-1'." + RIGHT);
    }

    @Test
    void saysThatATableHasAnotherKey() {
        client.createTable(table -> table.tableName("other")
                .keySchema(key -> key.attributeName("pk").keyType(KeyType.HASH))
                .attributeDefinitions(key -> key.attributeName("pk").attributeType(ScalarAttributeType.S))
                .billingMode(BillingMode.PAY_PER_REQUEST));

        assertThatExceptionOfType(IdempotencyException.class)
                .isThrownBy(() -> store("other").claim(works(0, 1), LEASE))
                .withMessage(
                        "millrace.idempotency.table: table 'other' in region 'eu-central-1' has another key." + RIGHT);
    }

    private void assertRefuses(String table, String message) {
        IdempotencyStore store = store(table);
        Stream.<Runnable>of(
                        () -> store.claim(works(0, 1), LEASE),
                        () -> store.complete(works(0, 1), LEASE),
                        () -> store.release(works(0, 1), LEASE))
                .forEach(use -> assertThatExceptionOfType(IdempotencyException.class)
                        .isThrownBy(use::run)
                        .withMessage(message));
    }

    private IdempotencyStore store(String table) {
        return new DynamoDbIdempotencyStore(() -> client, table, Duration.ofHours(24), new TestTime().time());
    }
}
