package io.millrace.idempotency;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The table that works are remembered in: partition key {@code id} of type S, no sort key, and time to live on attribute
 * {@code expires}.
 */
public final class IdempotencyTable {

    private static final String CLAIMED = "#status = :inProgress AND #end > :free";

    private IdempotencyTable() {}

    /**
     * Makes the table and switches its time to live on; what is there already is left as it is. Returns when the table can
     * be used.
     */
    public static void create(DynamoDbClient client, String name) {
        createIfAbsent(client, name);
        client.waiter().waitUntilTableExists(table -> table.tableName(name));
        if (!expires(client, name)) {
            client.updateTimeToLive(update -> update.tableName(name)
                    .timeToLiveSpecification(live -> live.enabled(true).attributeName(Entry.EXPIRES)));
        }
    }

    /**
     * Frees what is claimed, for none who could have claimed it lives any more. What is done stays, and how often what is
     * not was tried.
     *
     * @return how many works were claimed; none where there is no table
     */
    public static int freeAll(DynamoDbClient client, String name) {
        Map<String, AttributeValue> values = Map.of(
                ":inProgress", AttributeValue.fromS(Entry.Status.IN_PROGRESS.name()),
                ":free", AttributeValue.fromN("0"));
        Map<String, String> names = Map.of("#status", Entry.STATUS, "#end", Entry.LEASE_END);
        try {
            List<Map<String, AttributeValue>> claimed = client
                    .scanPaginator(scan -> scan.tableName(name)
                            .filterExpression(CLAIMED)
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values))
                    .items()
                    .stream()
                    .toList();
            claimed.forEach(entry -> client.updateItem(update -> update.tableName(name)
                    .key(Map.of(Entry.KEY, entry.get(Entry.KEY)))
                    .conditionExpression(CLAIMED)
                    .updateExpression("SET #end = :free")
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)));
            return claimed.size();
        } catch (ResourceNotFoundException e) {
            return 0;
        }
    }

    private static void createIfAbsent(DynamoDbClient client, String name) {
        try {
            client.createTable(description(name));
        } catch (ResourceInUseException e) {
            // There is one already.
        }
    }

    private static CreateTableRequest description(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .attributeDefinitions(id -> id.attributeName(Entry.KEY).attributeType(ScalarAttributeType.S))
                .keySchema(id -> id.attributeName(Entry.KEY).keyType(KeyType.HASH))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build();
    }

    private static boolean expires(DynamoDbClient client, String name) {
        TimeToLiveStatus status = client.describeTimeToLive(describe -> describe.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
    }

    /** The exception to throw for this one: in the words of the configuration where the table itself is the trouble. */
    static RuntimeException explained(DynamoDbException e, String name, DynamoDbClient client) {
        if (e instanceof ResourceNotFoundException) {
            return unusable("there is no table '%s' in region '%s'".formatted(name, region(client)), e);
        }
        return hasAnotherKey(e)
                ? unusable("table '%s' in region '%s' has another key".formatted(name, region(client)), e)
                : e;
    }

    private static boolean hasAnotherKey(DynamoDbException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("key element does not match the schema")
                || message.contains("One of the required keys was not given a value"); // DynamoDB Local
    }

    private static String region(DynamoDbClient client) {
        return client.serviceClientConfiguration().region().id();
    }

    private static IdempotencyException unusable(String trouble, DynamoDbException cause) {
        return new IdempotencyException(
                "millrace.idempotency.table: %s. It needs partition key 'id' of type S, no sort key, and time to live on attribute 'expires'."
                        .formatted(trouble),
                cause);
    }
}
