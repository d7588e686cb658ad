package io.millrace.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * A DynamoDB table whose items expire: partition key {@code id} of type S, no sort key, and time to live on attribute
 * {@code expires}, in seconds since 1970. Source: "Using time to live (TTL) in DynamoDB" in the Amazon DynamoDB Developer Guide.
 *
 * @param name the table's name or ARN
 */
public record ExpiringTable(String name) {

    /** The partition key. */
    public static final String KEY = "id";

    /** The time-to-live attribute. */
    public static final String EXPIRES = "expires";

    /** The requirements of such a table, as the object of a sentence. */
    public static final String REQUIREMENTS =
            "partition key 'id' of type S, no sort key, and time to live on attribute 'expires'";

    /** Returns the key of an item. */
    public static Map<String, AttributeValue> key(String id) {
        return Map.of(KEY, fromS(id));
    }

    /**
     * Returns an item with these attributes in addition to its key and its expiry. DynamoDB may keep an item for days after it
     * has expired.
     */
    public static Map<String, AttributeValue> item(String id, Instant expires, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put(KEY, fromS(id));
        item.put(EXPIRES, fromN(Long.toString(expires.getEpochSecond())));
        return item;
    }

    /** Returns a put of an item. */
    public Put.Builder put(String id, Instant expires, Map<String, AttributeValue> attributes) {
        return Put.builder().tableName(name).item(item(id, expires, attributes));
    }

    /** Returns a put of an item on the condition that no item has its key. */
    public Put putIfAbsent(String id, Instant expires) {
        return put(id, expires, Map.of())
                .conditionExpression("attribute_not_exists(%s)".formatted(KEY))
                .build();
    }

    /** Returns the permission for these puts. */
    public Permission putting(@Nullable String region) {
        return Permission.onTable(name, region, "dynamodb:PutItem");
    }

    /** Whether the client's database is on this machine. */
    public static boolean isLocal(DynamoDbClient client) {
        return client.serviceClientConfiguration()
                .endpointOverride()
                .map(URI::getHost)
                .filter(Loopback::is)
                .isPresent();
    }

    /**
     * Creates the table and enables its time to live. A table that exists keeps its keys. Returns when the table is ready for
     * use.
     */
    public void create(DynamoDbClient client) {
        try {
            client.createTable(table -> table.tableName(name)
                    .attributeDefinitions(id -> id.attributeName(KEY).attributeType(ScalarAttributeType.S))
                    .keySchema(id -> id.attributeName(KEY).keyType(KeyType.HASH))
                    .billingMode(BillingMode.PAY_PER_REQUEST));
        } catch (ResourceInUseException e) {
            // The table exists.
        }
        client.waiter().waitUntilTableExists(table -> table.tableName(name));
        if (!expires(client)) {
            client.updateTimeToLive(update -> update.tableName(name)
                    .timeToLiveSpecification(live -> live.enabled(true).attributeName(EXPIRES)));
        }
    }

    private boolean expires(DynamoDbClient client) {
        TimeToLiveStatus status = client.describeTimeToLive(describe -> describe.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
    }
}
