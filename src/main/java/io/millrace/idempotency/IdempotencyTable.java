package io.millrace.idempotency;

import io.millrace.aws.ExpiringTable;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The table that remembers tasks, an {@link ExpiringTable}. */
public final class IdempotencyTable {

    private static final String CLAIMED = "#status = :inProgress AND #end > :free";

    private IdempotencyTable() {}

    /**
     * Frees all claimed tasks, when no process that claimed any is running. Completed tasks stay, and so do the counts of
     * tries.
     *
     * @return how many tasks were claimed; zero if the table does not exist
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
                    .key(Map.of(ExpiringTable.KEY, entry.get(ExpiringTable.KEY)))
                    .conditionExpression(CLAIMED)
                    .updateExpression("SET #end = :free")
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)));
            return claimed.size();
        } catch (ResourceNotFoundException e) {
            return 0;
        }
    }

    /** Returns the exception to throw for this one: if the table itself is wrong, one that names the setting. */
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
                "millrace.idempotency.table: %s. It needs %s.".formatted(trouble, ExpiringTable.REQUIREMENTS), cause);
    }
}
