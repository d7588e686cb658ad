package io.millrace.local.database;

import io.millrace.local.dynoxide.LocalStartException;
import io.millrace.mapping.Deployment;
import io.millrace.table.KeySchema;
import io.millrace.table.KeySchema.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Creates the tables of the configuration. */
final class LocalTables {

    private final DynamoDbClient client;
    private final boolean makes;
    private final Predicate<String> mayBeThere;
    private final List<Deployment.Table> made = new ArrayList<>();
    private final Map<String, String> problems = new LinkedHashMap<>();

    /**
     * @param makes whether tables are created and changed, or have to exist as configured
     * @param mayBeThere whether a table of this name may exist
     */
    LocalTables(DynamoDbClient client, boolean makes, Predicate<String> mayBeThere) {
        this.client = client;
        this.makes = makes;
        this.mayBeThere = mayBeThere;
    }

    /** The tables that this created. */
    List<Deployment.Table> made() {
        return made;
    }

    /** Why a table does not exist, by its id. */
    Map<String, String> problems() {
        return problems;
    }

    /**
     * Creates missing tables and streams.
     *
     * @return the tables that exist now
     * @throws LocalStartException if a table exists with other keys
     */
    List<Deployment.Table> make(List<Deployment.Table> tables) {
        Map<Deployment.Table, Optional<TableDescription>> there = new LinkedHashMap<>();
        for (Deployment.Table table : tables) {
            Optional<String> problem = problem(table);
            problem.ifPresent(text -> problems.put(table.id(), text));
            if (problem.isEmpty()) {
                Optional<TableDescription> found = describe(table.localName());
                found.ifPresent(description -> requireKeys(table, description));
                there.put(table, found);
            }
        }
        if (makes) {
            there.forEach((table, found) -> found.ifPresentOrElse(kept -> adapt(table, kept), () -> create(table)));
        } else {
            there.forEach((table, found) -> requireStream(table, found.orElse(null)));
            there.keySet().removeIf(table -> problems.containsKey(table.id()));
        }
        return List.copyOf(there.keySet());
    }

    /** Deletes the tables that this created, so that the next start creates them again. */
    void undo() {
        made.forEach(table -> client.deleteTable(request -> request.tableName(table.localName())));
    }

    private static Optional<String> problem(Deployment.Table table) {
        if (!Deployment.Table.isName(table.localName())) {
            return Optional.of(
                    "DynamoDB does not allow the table name '%s': a name has 3 to 255 letters, digits, '_', '-' and '.'. Set millrace.tables.%s.local-name to a name for the local database; the table's events can be sent anyway"
                            .formatted(table.localName(), table.id()));
        }
        return table.keys().partition() == null
                ? Optional.of(
                        "a table needs a partition key: set millrace.tables.%s.keys.partition".formatted(table.id()))
                : Optional.empty();
    }

    private void requireStream(Deployment.Table table, @Nullable TableDescription found) {
        if (found == null) {
            problems.put(
                    table.id(),
                    "there is no table '%s', and millrace.local.create-tables is false".formatted(table.localName()));
        } else if (!hasStream(found)) {
            problems.put(
                    table.id(),
                    "the table '%s' has no stream: enable one, with the view type that the routes need"
                            .formatted(table.localName()));
        }
    }

    private static boolean hasStream(TableDescription found) {
        return found.streamSpecification() != null
                && Boolean.TRUE.equals(found.streamSpecification().streamEnabled());
    }

    private Optional<TableDescription> describe(String name) {
        if (!mayBeThere.test(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    client.describeTable(request -> request.tableName(name)).table());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private void create(Deployment.Table table) {
        client.createTable(CreateTableRequest.builder()
                .tableName(table.localName())
                .keySchema(schema(table.keys()))
                .attributeDefinitions(definitions(table.keys()))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(stream(table))
                .build());
        if (table.ttlAttribute() != null) {
            setTimeToLive(table, table.ttlAttribute(), true);
        }
        made.add(table);
    }

    private static void requireKeys(Deployment.Table table, TableDescription found) {
        boolean same = found.keySchema().equals(schema(table.keys()))
                && found.attributeDefinitions().containsAll(definitions(table.keys()));
        if (!same) {
            throw new LocalStartException(
                    "millrace.tables.%s.keys: the table '%s' in millrace.local.data-dir has other keys, %s with %s. Delete that table, or name another directory."
                            .formatted(table.id(), table.localName(), names(found), types(found)),
                    null);
        }
    }

    /** Adapts a stored table to changes of the configuration. */
    private void adapt(Deployment.Table table, TableDescription found) {
        boolean streams = hasStream(found);
        if (streams && found.streamSpecification().streamViewType() != viewType(table)) {
            client.updateTable(request -> request.tableName(table.localName())
                    .streamSpecification(disabled -> disabled.streamEnabled(false)));
            streams = false;
        }
        if (!streams) {
            client.updateTable(request -> request.tableName(table.localName()).streamSpecification(stream(table)));
        }
        timeToLive(table);
    }

    private static List<String> names(TableDescription found) {
        return found.keySchema().stream().map(KeySchemaElement::attributeName).toList();
    }

    private static List<String> types(TableDescription found) {
        return found.attributeDefinitions().stream()
                .map(one -> one.attributeName() + " " + one.attributeTypeAsString())
                .toList();
    }

    private void timeToLive(Deployment.Table table) {
        @Nullable String wanted = table.ttlAttribute();
        TimeToLiveDescription now = client.describeTimeToLive(request -> request.tableName(table.localName()))
                .timeToLiveDescription();
        boolean enabled = now.timeToLiveStatus() == TimeToLiveStatus.ENABLED;
        @Nullable String set = enabled ? now.attributeName() : null;
        if (set != null && !set.equals(wanted)) {
            setTimeToLive(table, set, false);
        }
        if (wanted != null && !wanted.equals(set)) {
            setTimeToLive(table, wanted, true);
        }
    }

    private void setTimeToLive(Deployment.Table table, String attribute, boolean enabled) {
        client.updateTimeToLive(request -> request.tableName(table.localName())
                .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(enabled)));
    }

    private static StreamSpecification stream(Deployment.Table table) {
        return StreamSpecification.builder()
                .streamEnabled(true)
                .streamViewType(viewType(table))
                .build();
    }

    private static StreamViewType viewType(Deployment.Table table) {
        return StreamViewType.fromValue(table.streamViewType().toString());
    }

    private static List<KeySchemaElement> schema(KeySchema keys) {
        List<KeySchemaElement> schema = new ArrayList<>();
        schema.add(element(Objects.requireNonNull(keys.partition()), KeyType.HASH));
        if (keys.sort() != null) {
            schema.add(element(keys.sort(), KeyType.RANGE));
        }
        return schema;
    }

    private static KeySchemaElement element(Key key, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(key.name())
                .keyType(type)
                .build();
    }

    private static List<AttributeDefinition> definitions(KeySchema keys) {
        return Stream.of(keys.partition(), keys.sort())
                .flatMap(Stream::ofNullable)
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key.name())
                        .attributeType(key.type() == null ? "S" : key.type().name())
                        .build())
                .toList();
    }
}
