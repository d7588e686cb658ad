package io.millrace.handler.ready.aggregate;

import io.millrace.aws.Loopback;
import java.net.URI;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes the table of the markers in a database on this machine. */
final class MarkerTable {

    private MarkerTable() {}

    /** Whether the database is on this machine. */
    static boolean isLocal(DynamoDbClient client) {
        return client.serviceClientConfiguration()
                .endpointOverride()
                .map(URI::getHost)
                .filter(Loopback::is)
                .isPresent();
    }

    /** Makes the table; what is there already is left as it is. Returns when the table can be used. */
    static void create(DynamoDbClient client, String name) {
        try {
            client.createTable(description(name));
        } catch (ResourceInUseException e) {
            // There is one already.
        }
        client.waiter().waitUntilTableExists(table -> table.tableName(name));
        if (!expires(client, name)) {
            client.updateTimeToLive(update -> update.tableName(name)
                    .timeToLiveSpecification(live -> live.enabled(true).attributeName(Markers.EXPIRES)));
        }
    }

    private static boolean expires(DynamoDbClient client, String name) {
        TimeToLiveStatus status = client.describeTimeToLive(describe -> describe.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
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
