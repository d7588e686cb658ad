package io.millrace.handler.ready.replicate;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** A table whose items show their version. It does not remember removed items. */
record TargetTable(Supplier<DynamoDbClient> client, String table, String versionAttribute) implements Target {

    @Override
    public void write(Write write, Retries retries) throws InterruptedException {
        Condition newer = Condition.newer(
                versionAttribute, write.version(), write.version().text());
        try {
            retries.run(() -> write(write, newer));
        } catch (ConditionalCheckFailedException e) {
            // the table has this version, or a newer one
        }
    }

    private void write(Write write, Condition condition) {
        if (write.kind() == Write.Kind.PUT) {
            client.get().putItem(put -> put.tableName(table)
                    .item(write.item())
                    .conditionExpression(condition.expression())
                    .expressionAttributeNames(condition.names())
                    .expressionAttributeValues(condition.values()));
        } else {
            client.get().deleteItem(delete -> delete.tableName(table)
                    .key(write.key())
                    .conditionExpression(condition.expression())
                    .expressionAttributeNames(condition.names())
                    .expressionAttributeValues(condition.values()));
        }
    }

    @Override
    public String ofTooLarge() {
        return " Its version takes some 200 bytes of that. A table in 'versions' keeps it instead.";
    }
}
