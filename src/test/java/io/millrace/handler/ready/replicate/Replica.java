package io.millrace.handler.ready.replicate;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.AwsClients;
import io.millrace.aws.SdkAttributeValues;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.ready.replicate.ReplicateType.Settings;
import io.millrace.testkit.History;
import io.millrace.time.Time;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** A table that another one is replicated into. It has no stream. */
record Replica(DynamoDbClient client, String table) {

    static final String VERSION = "millrace:version";

    /** Waits are left out. */
    private static final Time TIME = new Time(InstantSource.system(), wait -> {});

    /** Makes a table with the key {@code id}, a text. */
    static Replica create(DynamoDbClient client) {
        return create(client, "id", "S");
    }

    static Replica create(DynamoDbClient client, String key, String type) {
        return create(client, "replica-" + UUID.randomUUID(), key, type);
    }

    static Replica create(DynamoDbClient client, String name, String key, String type) {
        client.createTable(table -> table.tableName(name)
                .attributeDefinitions(id -> id.attributeName(key).attributeType(type))
                .keySchema(id -> id.attributeName(key).keyType(KeyType.HASH))
                .billingMode(BillingMode.PAY_PER_REQUEST));
        return new Replica(client, name);
    }

    /** A handler that writes into it. */
    Replicator handler(Map<String, String> settings) {
        return handler(client, settings);
    }

    /** A handler with a client of its own, settings as they are in YAML. */
    Replicator handler(DynamoDbClient own, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("table", table);
        Settings bound =
                new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("", Bindable.of(Settings.class));
        return (Replicator)
                new ReplicateType(() -> Optional.of(own), new AwsClients(List::of), TIME).handler("copy", bound);
    }

    /** The items without their versions, by their key {@code id}. */
    Map<String, Map<String, AttributeValue>> items() {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        scan().forEach(item -> {
            Map<String, AttributeValue> rest = new HashMap<>(item);
            rest.remove(VERSION);
            items.put(item.get("id").s(), rest);
        });
        return items;
    }

    /** The items as they are. */
    List<Map<String, AttributeValue>> scan() {
        return client.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .toList();
    }

    /** What {@link #items} should be after these changes. */
    static Map<String, Map<String, AttributeValue>> after(List<DynamodbStreamRecord> history) {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        History.tableAfter(history).forEach((id, item) -> items.put(id, SdkAttributeValues.of(Item.of(item))));
        return items;
    }

    static Map<SequenceNumber, Throwable> deliver(BatchHandler handler, DynamodbStreamRecord... records)
            throws Exception {
        return deliver(handler, List.of(records));
    }

    static Map<SequenceNumber, Throwable> deliver(BatchHandler handler, List<DynamodbStreamRecord> records)
            throws Exception {
        List<Change<Item>> changes = new ArrayList<>();
        records.forEach(record -> changes.add(Change.of(record, History.TABLE)));
        return handler.handle(changes);
    }

    /** The lowest record of a batch that failed, or the number of records if none did. */
    static int done(List<DynamodbStreamRecord> batch, Map<SequenceNumber, Throwable> failures) {
        for (int place = 0; place < batch.size(); place++) {
            if (failures.containsKey(new SequenceNumber(History.number(batch.get(place))))) {
                return place;
            }
        }
        return batch.size();
    }
}
