package io.millrace.handler.ready.aggregate;

import java.net.URI;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Makes the table of the markers in a database on this machine. */
final class MarkerTable {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private MarkerTable() {}

    /** Returns whether it was made: the database is on this machine and had none. */
    static boolean createdIn(DynamoDbClient client, String name) {
        return client.serviceClientConfiguration()
                        .endpointOverride()
                        .map(URI::getHost)
                        .filter(LOOPBACK::contains)
                        .isPresent()
                && create(client, name);
    }

    private static boolean create(DynamoDbClient client, String name) {
        try {
            client.createTable(description(name));
        } catch (ResourceInUseException e) {
            return false;
        }
        client.waiter().waitUntilTableExists(table -> table.tableName(name));
        client.updateTimeToLive(update -> update.tableName(name)
                .timeToLiveSpecification(live -> live.enabled(true).attributeName(Markers.EXPIRES)));
        return true;
    }

    private static CreateTableRequest description(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(Markers.KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(Markers.KEY)
                        .keyType(KeyType.HASH)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build();
    }
}
