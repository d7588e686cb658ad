package io.millrace.handler.ready.aggregate;

import io.millrace.testkit.DynamoDbServer;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Tables for views: partition key PK, sort key SK. */
final class ViewTables implements AutoCloseable {

    private final DynamoDbServer database = DynamoDbServer.start();
    private final DynamoDbClient client = database.client();

    DynamoDbServer database() {
        return database;
    }

    DynamoDbClient client() {
        return client;
    }

    /** A name that no table has. */
    static String newName() {
        return "table-" + UUID.randomUUID();
    }

    /** A new table. */
    String create() {
        String name = newName();
        client.createTable(table -> table.tableName(name)
                .attributeDefinitions(attribute("PK"), attribute("SK"))
                .keySchema(key("PK", KeyType.HASH), key("SK", KeyType.RANGE))
                .billingMode(BillingMode.PAY_PER_REQUEST));
        return name;
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** What the view holds, by "PK SK": numbers without zeros at their end, texts, and nothing of the key. */
    Map<String, Map<String, Object>> view(String table) {
        Map<String, Map<String, Object>> view = new TreeMap<>();
        client.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .forEach(item ->
                        view.put(item.get("PK").s() + " " + item.get("SK").s(), plain(item)));
        return view;
    }

    private static Map<String, Object> plain(Map<String, AttributeValue> item) {
        Map<String, Object> plain = new TreeMap<>();
        item.forEach((name, value) -> plain.put(name, value.n() == null ? text(value) : number(value.n())));
        plain.keySet().removeAll(Set.of("PK", "SK"));
        return plain;
    }

    private static Object text(AttributeValue value) {
        return value.s() == null ? value : value.s();
    }

    /** As the view has it. */
    static BigDecimal number(String number) {
        return number(new BigDecimal(number));
    }

    static BigDecimal number(@Nullable BigDecimal number) {
        BigDecimal stripped = number == null ? BigDecimal.ZERO : number.stripTrailingZeros();
        return stripped.signum() == 0 ? BigDecimal.ZERO : stripped;
    }

    long markers(String table) {
        return client.scanPaginator(scan -> scan.tableName(table)).items().stream()
                .count();
    }

    @Override
    public void close() {
        client.close();
        database.close();
    }
}
