package io.millrace.local;

import static io.millrace.local.LocalContexts.awaitHandled;
import static io.millrace.local.LocalContexts.client;
import static io.millrace.local.LocalContexts.put;
import static io.millrace.local.LocalContexts.things;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.database.LocalDynamoDb;
import io.millrace.local.dynoxide.LocalStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The database that a configuration makes. */
class LocalDatabaseIntegrationTests {

    @TempDir
    private Path directory;

    private LocalContexts contexts;

    @BeforeEach
    void begin() {
        contexts = new LocalContexts(directory);
    }

    @Test
    void makesTablesAsTheConfigurationSays() throws Exception {
        try (ConfigurableApplicationContext context = contexts.start("""
                millrace:
                  tables:
                    scores:
                      name: Scores
                      keys: { partition: id, sort: at, sort-type: N }
                      view-type: NEW_IMAGE
                      ttl-attribute: expires
                      routes: { all: { handler: note } }
                """);
                DynamoDbClient client = client(context)) {
            TableDescription table =
                    client.describeTable(request -> request.tableName("Scores")).table();
            assertThat(table.keySchema()).extracting(key -> key.attributeName()).containsExactly("id", "at");
            assertThat(table.attributeDefinitions())
                    .extracting(attribute -> attribute.attributeTypeAsString())
                    .containsExactly("S", "N");
            assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
            assertThat(client.describeTimeToLive(request -> request.tableName("Scores"))
                            .timeToLiveDescription()
                            .attributeName())
                    .isEqualTo("expires");
        }
    }

    @Test
    void putsTheItemsOfEventsAndOfBatchWritesIntoNewTables() throws Exception {
        Path events = Files.createDirectory(directory.resolve("events"));
        Files.copy(Path.of("events/products-insert.json"), events.resolve("products-insert.json"));
        Path batch = Files.writeString(directory.resolve("items.json"), """
                {"things": [
                  {"PutRequest": {"Item": {"id": {"S": "a"}, "n": {"N": "1.10"}}}},
                  {"PutRequest": {"Item": {"id": {"S": "b"}, "none": {"M": {}}, "few": {"L": [{"M": {}}, {"L": []}]}}}}],
                 "elsewhere": [{"PutRequest": {"Item": {"id": {"S": "c"}}}}]}""");
        try (ConfigurableApplicationContext context = contexts.start("""
                millrace:
                  local: { seed: [%s, %s] }
                  tables:
                    products:
                      name: Products
                      keys: { partition: product_id, sort: category }
                      routes: { all: { handler: note } }
                    things: { keys: { partition: id }, routes: { all: { handler: note } } }
                """.formatted(events, batch))) {
            awaitHandled(
                    "Products {\"product_id\":\"123\",\"category\":\"Electronics\"}",
                    "things {\"id\":\"a\"}",
                    "things {\"id\":\"b\"}");
        }
    }

    @Test
    void saysWhatIsWrongWithASeed() throws Exception {
        Path seed = Files.writeString(directory.resolve("items.json"), """
                {"things": [{"PutRequest": {"Item": {"name": {"S": "a"}}}}]}""");
        String yaml = things("local: { seed: %s }".formatted(seed));

        assertThatThrownBy(() -> contexts.start(yaml))
                .rootCause()
                .isInstanceOf(LocalStartException.class)
                .hasMessageStartingWith(
                        "millrace.local.seed: '%s' has an item that table 'things' refuses: ".formatted(seed));
    }

    @Test
    void keepsTablesInADirectoryAndRefusesOtherKeysForThem() throws Exception {
        String local = "local: { data-dir: %s }".formatted(directory.resolve("data"));
        try (ConfigurableApplicationContext context = contexts.start(things(local));
                DynamoDbClient client = client(context)) {
            put(client, "a");
            awaitHandled("things {\"id\":\"a\"}");
        }
        try (ConfigurableApplicationContext context = contexts.start(things(local));
                DynamoDbClient client = client(context)) {
            assertThat(client.scan(scan -> scan.tableName("things")).items()).hasSize(1);
            put(client, "b");
            awaitHandled("things {\"id\":\"a\"}", "things {\"id\":\"b\"}");
        }
        assertThatThrownBy(() -> contexts.start(things(local).replace("partition: id", "partition: name")))
                .rootCause()
                .hasMessage(
                        "millrace.tables.things.keys: the table 'things' in millrace.local.data-dir has other keys, "
                                + "[id] with [id S]. Delete that table, or name another directory.");
    }

    @Test
    void freesWhatAProcessThatWasKilledHadInHand() throws Exception {
        String yaml = things("local: { data-dir: %s }".formatted(directory.resolve("data")))
                .replace("handler: note", "handler: note, idempotency: dynamodb");
        Map<String, AttributeValue> claim = Map.of(
                "id", AttributeValue.fromS("things/all/note/e/1"),
                "status", AttributeValue.fromS("IN_PROGRESS"),
                "owner", AttributeValue.fromS("process 1"),
                "leaseEnd", AttributeValue.fromN("99999999999999"),
                "expires", AttributeValue.fromN("99999999999"));
        try (ConfigurableApplicationContext context = contexts.start(yaml);
                DynamoDbClient client = client(context)) {
            put(client, "a");
            awaitHandled("things {\"id\":\"a\"}");
            client.putItem(put -> put.tableName("millrace-idempotency").item(claim));
        }
        try (ConfigurableApplicationContext context = contexts.start(yaml);
                DynamoDbClient client = client(context)) {
            assertThat(client.scan(scan -> scan.tableName("millrace-idempotency"))
                            .items())
                    .filteredOn(entry -> entry.get("status").s().equals("IN_PROGRESS"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.get("leaseEnd").n()).isEqualTo("0"));
        }
    }

    @Test
    void takesUpAnotherViewTypeForATableThatWasKept() throws Exception {
        String local = "local: { data-dir: %s }".formatted(directory.resolve("data"));
        contexts.start(things(local)).close();
        try (ConfigurableApplicationContext context = contexts.start(
                        things(local).replace("keys:", "view-type: KEYS_ONLY, ttl-attribute: expires, keys:"));
                DynamoDbClient client = client(context)) {
            put(client, "a");
            awaitHandled("things {\"id\":\"a\"}");
        }
        contexts.start(things(local)).close();
    }

    @Test
    void handlesWhatPartiqlWrites() throws Exception {
        try (ConfigurableApplicationContext context = contexts.start(things("local: { port: 0 }"));
                DynamoDbClient client = client(context)) {
            client.executeStatement(call -> call.statement("INSERT INTO \"things\" VALUE {'id': 'a'}"));

            awaitHandled("things {\"id\":\"a\"}");
        }
    }

    @Test
    void isNotThereOutsideTheProfile() throws IOException {
        try (ConfigurableApplicationContext context =
                contexts.builder(things("local: { port: 0 }")).profiles("other").run(contexts.arguments())) {
            assertThat(context.getBeanNamesForType(LocalDynamoDb.class)).isEmpty();
        }
    }
}
