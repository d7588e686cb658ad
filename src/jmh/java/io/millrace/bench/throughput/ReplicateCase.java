package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.SdkAttributeValues;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemKey;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** A table: the last change of each item in a batch, eight side by side. */
final class ReplicateCase implements ThroughputCase {

    private static final String TABLE = "Copies";
    private static final String VERSION = "millrace:version";
    private static final String NEWER = "attribute_not_exists(#v) OR NOT begins_with(#v, :o) OR #v < :v";
    private static final int BATCH = 1000;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final DynamoDbServer database = DynamoDbServer.start();
    private final DynamoDbClient client = new AwsClients(List::of)
            .client("bench", new ClientSettings("eu-central-1", database.endpoint()), () -> DynamoDbClient.builder()
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))))
            .get();

    @Override
    public List<String> settings() {
        return List.of("type: replicate", "table: " + TABLE, "endpoint: " + database.endpoint());
    }

    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        List<List<Callable<Object>>> batches = new ArrayList<>();
        for (int from = 0; from < records.size(); from += BATCH) {
            Map<ItemKey, Callable<Object>> calls = new LinkedHashMap<>();
            for (DynamodbStreamRecord record : records.subList(from, Math.min(records.size(), from + BATCH))) {
                Change<Item> change = Change.of(record, History.TABLE);
                calls.put(change.itemKey(), call(change));
            }
            batches.add(List.copyOf(calls.values()));
        }
        return () -> batches.forEach(this::run);
    }

    private void run(List<Callable<Object>> calls) {
        try {
            for (Future<Object> future : threads.invokeAll(calls)) {
                future.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Callable<Object> call(Change<Item> change) {
        String stream = change.original().getEventSourceARN();
        String origin = stream.substring(0, stream.indexOf("/stream/")) + " ";
        String version = origin + "2026-01-01T00:00:00.000 " + "0".repeat(19) + change.sequenceNumber();
        Map<String, AttributeValue> values =
                Map.of(":o", AttributeValue.fromS(origin), ":v", AttributeValue.fromS(version));
        return change.findNewItem()
                .map(item -> put(item, version, values))
                .orElseGet(() -> delete(change.keys(), values));
    }

    private Callable<Object> put(Item item, String version, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> attributes = new HashMap<>(SdkAttributeValues.of(item));
        attributes.put(VERSION, AttributeValue.fromS(version));
        PutItemRequest request = PutItemRequest.builder()
                .tableName(TABLE)
                .item(attributes)
                .conditionExpression(NEWER)
                .expressionAttributeNames(Map.of("#v", VERSION))
                .expressionAttributeValues(values)
                .build();
        return () -> client.putItem(request);
    }

    private Callable<Object> delete(Item keys, Map<String, AttributeValue> values) {
        DeleteItemRequest request = DeleteItemRequest.builder()
                .tableName(TABLE)
                .key(SdkAttributeValues.of(keys))
                .conditionExpression(NEWER)
                .expressionAttributeNames(Map.of("#v", VERSION))
                .expressionAttributeValues(values)
                .build();
        return () -> client.deleteItem(request);
    }

    @Override
    public void reset() {
        if (client.listTables().tableNames().contains(TABLE)) {
            client.deleteTable(table -> table.tableName(TABLE));
        }
        client.createTable(table -> table.tableName(TABLE)
                .attributeDefinitions(id -> id.attributeName("id").attributeType("S"))
                .keySchema(id -> id.attributeName("id").keyType(KeyType.HASH))
                .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
        database.close();
    }
}
