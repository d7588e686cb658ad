package io.millrace.testkit;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Makes tables with a stream of both images. */
public final class Tables {

    private Tables() {}

    /** A table with a partition key of type S. Returns its stream's ARN. */
    public static String create(DynamoDbClient client, String name, String partition) {
        return create(client, name, List.of(key(partition, KeyType.HASH)), List.of(attribute(partition, "S")));
    }

    /** A table with a partition key of type S and a sort key. Returns its stream's ARN. */
    public static String create(
            DynamoDbClient client, String name, String partition, String sort, ScalarAttributeType sortType) {
        return create(
                client,
                name,
                List.of(key(partition, KeyType.HASH), key(sort, KeyType.RANGE)),
                List.of(attribute(partition, "S"), attribute(sort, sortType.toString())));
    }

    private static String create(
            DynamoDbClient client, String name, List<KeySchemaElement> keys, List<AttributeDefinition> attributes) {
        return client.createTable(table -> table.tableName(name)
                        .keySchema(keys)
                        .attributeDefinitions(new ArrayList<>(attributes))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
                .tableDescription()
                .latestStreamArn();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, String type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }
}
