package io.millrace.local.dynoxide;

import io.millrace.testkit.DynamoDbServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A database for all tests of a class, with tables and what reads their streams. */
abstract class StreamsFixture {

    static DynamoDbServer server;
    static DynamoDbClient client;
    static DynamoDbStreamsClient streams;
    static StreamReader reader;

    @BeforeAll
    static void start() {
        server = DynamoDbServer.start();
        client = server.client();
        streams = server.streams();
        reader = new StreamReader(streams);
    }

    @AfterAll
    static void stop() {
        streams.close();
        client.close();
        server.close();
    }

    static String create(String table, StreamViewType viewType) {
        return client.createTable(request -> request.tableName(table)
                        .keySchema(key -> key.attributeName("pk").keyType(KeyType.HASH), key -> key.attributeName("at")
                                .keyType(KeyType.RANGE))
                        .attributeDefinitions(
                                type -> type.attributeName("pk").attributeType("S"),
                                type -> type.attributeName("at").attributeType("N"))
                        .billingMode("PAY_PER_REQUEST")
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(viewType)))
                .tableDescription()
                .latestStreamArn();
    }

    static void put(String table, String key, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new HashMap<>(more);
        item.put("pk", AttributeValue.fromS(key));
        item.put("at", AttributeValue.fromN("1"));
        client.putItem(request -> request.tableName(table).item(item));
    }

    static void putNumber(String table, String key, int number) {
        put(table, key, Map.of("n", AttributeValue.fromN("" + number)));
    }

    static void disable(String table) {
        client.updateTable(
                request -> request.tableName(table).streamSpecification(stream -> stream.streamEnabled(false)));
    }

    static String enable(String table, StreamViewType viewType) {
        return client.updateTable(
                        request -> request.tableName(table).streamSpecification(stream -> stream.streamEnabled(true)
                                .streamViewType(viewType)))
                .tableDescription()
                .latestStreamArn();
    }
}
