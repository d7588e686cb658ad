package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.testkit.DynamoDbServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Two tables: a view by kind, with a count and a sum, and its markers. */
final class AggregateCase implements ThroughputCase {

    private static final int MOST = 100;
    private static final int BATCH = 1000;

    private final DynamoDbServer database = DynamoDbServer.start();
    private final DynamoDbClient client = database.client();

    AggregateCase() {
        create("Views", "PK");
        create("Markers", "id");
    }

    @Override
    public List<String> settings() {
        return List.of(
                "type: aggregate",
                "table: Views",
                "key: { PK: 'KIND#{{new.kind}}' }",
                "count: things",
                "add: { total: '{{new.amount}}' }",
                "markers: Markers",
                "endpoint: " + database.endpoint());
    }

    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        List<List<TransactWriteItem>> calls = new ArrayList<>();
        for (int from = 0; from < records.size(); from += BATCH) {
            calls(records.subList(from, Math.min(records.size(), from + BATCH)), calls);
        }
        return () ->
                calls.forEach(actions -> client.transactWriteItems(transaction -> transaction.transactItems(actions)));
    }

    private static void calls(List<DynamodbStreamRecord> batch, List<List<TransactWriteItem>> calls) {
        Sums sums = new Sums();
        for (DynamodbStreamRecord record : batch) {
            if (!sums.fits(record)) {
                calls.add(sums.actions());
                sums = new Sums();
            }
            sums.add(record);
        }
        calls.add(sums.actions());
    }

    /** What a transaction adds, by kind. */
    private static final class Sums {

        private final List<TransactWriteItem> markers = new ArrayList<>();
        private final Map<String, BigDecimal> counts = new LinkedHashMap<>();
        private final Map<String, BigDecimal> totals = new LinkedHashMap<>();

        boolean fits(DynamodbStreamRecord record) {
            Sums more = new Sums();
            more.counts.putAll(counts);
            more.add(record);
            return markers.size() + 1 + more.counts.size() <= MOST;
        }

        void add(DynamodbStreamRecord record) {
            String number = record.getDynamodb().getSequenceNumber();
            markers.add(TransactWriteItem.builder()
                    .put(put -> put.tableName("Markers")
                            .item(Map.of(
                                    "id",
                                    s("tried/Things/%s/%s".formatted(number, record.getEventID())),
                                    "expires",
                                    n("1795428000")))
                            .conditionExpression("attribute_not_exists(id)"))
                    .build());
            add(record.getDynamodb().getOldImage(), BigDecimal.ONE.negate());
            add(record.getDynamodb().getNewImage(), BigDecimal.ONE);
        }

        private void add(@Nullable Map<String, AttributeValue> image, BigDecimal sign) {
            if (image != null) {
                String kind = image.get("kind").getS();
                counts.merge(kind, sign, BigDecimal::add);
                totals.merge(kind, new BigDecimal(image.get("amount").getN()).multiply(sign), BigDecimal::add);
            }
        }

        List<TransactWriteItem> actions() {
            List<TransactWriteItem> actions = new ArrayList<>(markers);
            counts.forEach((kind, count) -> actions.add(TransactWriteItem.builder()
                    .update(update -> update.tableName("Views")
                            .key(Map.of("PK", s("KIND#" + kind)))
                            .updateExpression("ADD #n0 :v0, #n1 :v1")
                            .expressionAttributeNames(Map.of("#n0", "things", "#n1", "total"))
                            .expressionAttributeValues(Map.of(
                                    ":v0", n(count.toPlainString()),
                                    ":v1", n(totals.get(kind).toPlainString()))))
                    .build()));
            return actions;
        }
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue s(String text) {
        return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(text);
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue n(String number) {
        return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN(number);
    }

    private void create(String table, String key) {
        client.createTable(create -> create.tableName(table)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    @Override
    public void reset() {
        Map.of("Views", "PK", "Markers", "id").forEach((table, key) -> {
            client.deleteTable(delete -> delete.tableName(table));
            create(table, key);
        });
    }

    @Override
    public void close() {
        client.close();
        database.close();
    }
}
