package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import io.millrace.local.database.LocalDynamoDb;
import io.millrace.local.database.LocalStartException;
import io.millrace.testkit.DynamoDbLocal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The database that a configuration makes. */
class LocalDatabaseIntegrationTests {

    private static final List<String> HANDLED = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ChangeHandler<Item> note() {
            return change -> {
                if (change.keys().find("id").orElse("").equals("poison")) {
                    throw new IllegalStateException("poison");
                }
                HANDLED.add(change.table() + " " + change.keys().toJson());
            };
        }
    }

    /** Of a user's own, made before the database is. */
    @Configuration(proxyBeanMethods = false)
    static class Copying {

        @Bean
        ChangeHandler<Item> copy(DynamoDbClient client) {
            return change -> client.putItem(put -> put.tableName("Copies")
                    .item(Map.of("id", AttributeValue.fromS(change.keys().string("id")))));
        }
    }

    @Test
    void givesHandlersItsClient() throws Exception {
        try (ConfigurableApplicationContext context = start("""
                millrace:
                  handlers:
                    total: { type: aggregate, table: Totals, key: { id: all }, count: scores }
                  tables:
                    scores: { name: Scores, keys: { partition: id }, routes: { all: { handlers: [copy, total] } } }
                    totals: { name: Totals, keys: { partition: id } }
                    copies: { name: Copies, keys: { partition: id }, routes: { all: { handler: note } } }
                """, Copying.class)) {
            DynamoDbClient client = context.getBean(DynamoDbClient.class);
            client.putItem(put -> put.tableName("Scores").item(Map.of("id", AttributeValue.fromS("a"))));

            await().untilAsserted(() -> assertThat(HANDLED).containsExactly("Copies {\"id\":\"a\"}"));
            await().untilAsserted(() -> assertThat(
                            client.scan(scan -> scan.tableName("Totals")).items())
                    .containsExactly(Map.of("id", AttributeValue.fromS("all"), "scores", AttributeValue.fromN("1"))));
        }
    }

    /** Clients that a user makes as for AWS, one of each kind. */
    @Configuration(proxyBeanMethods = false)
    static class OfAws {

        private static final StaticCredentialsProvider CREDENTIALS =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"));

        @Bean
        DynamoDbClient shop() {
            return client();
        }

        private static DynamoDbClient client() {
            return DynamoDbClient.builder()
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(CREDENTIALS)
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
                    .build();
        }

        @Bean
        DynamoDbEnhancedClient enhanced(DynamoDbClient shop) {
            return DynamoDbEnhancedClient.builder().dynamoDbClient(shop).build();
        }

        @Bean
        DynamoDbEnhancedClient enhancedByItself() {
            return DynamoDbEnhancedClient.builder().dynamoDbClient(client()).build();
        }

        @Bean
        DynamoDbStreamsClient streams() {
            return DynamoDbStreamsClient.builder()
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(CREDENTIALS)
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .endpointOverride(URI.create("https://streams.dynamodb.eu-west-1.amazonaws.com"))
                    .build();
        }

        /** One that names a server keeps it. */
        @Bean(defaultCandidate = false)
        DynamoDbClient elsewhere() {
            return DynamoDbLocal.clientFor(URI.create("http://localhost:9")).build();
        }
    }

    @Test
    void makesClientsOfAwsThoseOfTheLocalDatabase() throws Exception {
        try (ConfigurableApplicationContext context = start("""
                millrace:
                  handlers:
                    total: { type: aggregate, table: Totals, key: { id: all }, count: scores }
                  idempotency: { table: Done }
                  tables:
                    scores: { name: Scores, keys: { partition: id }, routes: { all: { handlers: [copy, total], idempotency: dynamodb } } }
                    totals: { name: Totals, keys: { partition: id } }
                    copies: { name: Copies, keys: { partition: id } }
                """, OfAws.class, Copying.class)) {
            DynamoDbClient client = context.getBean("shop", DynamoDbClient.class);
            client.putItem(put -> put.tableName("Scores").item(Map.of("id", AttributeValue.fromS("a"))));

            for (String table : List.of("Copies", "Totals", "Done")) {
                await().ignoreExceptionsInstanceOf(ResourceNotFoundException.class)
                        .until(() -> !client.scan(scan -> scan.tableName(table))
                                .items()
                                .isEmpty());
            }
            for (String enhanced : List.of("enhanced", "enhancedByItself")) {
                assertThat(context.getBean(enhanced, DynamoDbEnhancedClient.class)
                                .table(
                                        "Copies",
                                        TableSchema.documentSchemaBuilder()
                                                .addIndexPartitionKey(
                                                        TableMetadata.primaryIndexName(), "id", AttributeValueType.S)
                                                .attributeConverterProviders(
                                                        AttributeConverterProvider.defaultProvider())
                                                .build())
                                .scan()
                                .items())
                        .hasSize(1);
            }
            assertThat(context.getBean("streams", DynamoDbStreamsClient.class)
                            .listStreams()
                            .streams())
                    .hasSize(3);
            assertThat(context.getBean("elsewhere", DynamoDbClient.class)
                            .serviceClientConfiguration()
                            .endpointOverride())
                    .contains(URI.create("http://localhost:9"));
        }
    }

    @Test
    void refusesAHandlerThatWouldReachARegionOfAws() {
        assertThatThrownBy(() -> start("""
                millrace:
                  handlers:
                    copy: { type: replicate, table: Copies, region: eu-west-1 }
                  tables:
                    scores: { name: Scores, keys: { partition: id }, routes: { all: { handler: copy } } }
                """))
                .rootCause()
                .hasMessageContaining(
                        "millrace.handlers.copy.region: 'eu-west-1' would reach DynamoDB in AWS, and in the "
                                + "profile 'local' the database is on this machine. Set 'endpoint' for this profile, or the "
                                + "region for the others alone.");
    }

    @BeforeEach
    void clear() {
        HANDLED.clear();
    }

    @Test
    void makesTablesAsTheConfigurationSays() throws Exception {
        try (ConfigurableApplicationContext context = start("""
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
        try (ConfigurableApplicationContext context = start("""
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

        assertThatThrownBy(() -> start(yaml))
                .rootCause()
                .isInstanceOf(LocalStartException.class)
                .hasMessageStartingWith(
                        "millrace.local.seed: '%s' has an item that table 'things' refuses: ".formatted(seed));
    }

    @Test
    void keepsTablesInADirectoryAndRefusesOtherKeysForThem() throws Exception {
        String local = "local: { data-dir: %s }".formatted(directory.resolve("data"));
        try (ConfigurableApplicationContext context = start(things(local));
                DynamoDbClient client = client(context)) {
            put(client, "a");
            awaitHandled("things {\"id\":\"a\"}");
        }
        try (ConfigurableApplicationContext context = start(things(local));
                DynamoDbClient client = client(context)) {
            assertThat(client.scan(scan -> scan.tableName("things")).items()).hasSize(1);
            put(client, "b");
            awaitHandled("things {\"id\":\"a\"}", "things {\"id\":\"b\"}");
        }
        assertThatThrownBy(() -> start(things(local).replace("partition: id", "partition: name")))
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
        try (ConfigurableApplicationContext context = start(yaml);
                DynamoDbClient client = client(context)) {
            put(client, "a");
            awaitHandled("things {\"id\":\"a\"}");
            client.putItem(put -> put.tableName("millrace-idempotency").item(claim));
        }
        try (ConfigurableApplicationContext context = start(yaml);
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
        start(things(local)).close();
        try (ConfigurableApplicationContext context =
                        start(things(local).replace("keys:", "view-type: KEYS_ONLY, ttl-attribute: expires, keys:"));
                DynamoDbClient client = client(context)) {
            put(client, "a");
            awaitHandled("things {\"id\":\"a\"}");
        }
        start(things(local)).close();
    }

    @Test
    void keepsWhatIsGivenUpAsLambdaWouldInABucket() throws Exception {
        Path data = directory.resolve("data");
        String source =
                "source: { batch-size: 1, maximum-retry-attempts: 1, on-failure: 'arn:aws:s3:::given-up' }, keys:";
        try (ConfigurableApplicationContext context =
                        start(things("local: { data-dir: %s }".formatted(data)).replace("keys:", source));
                DynamoDbClient client = client(context)) {
            put(client, "poison");
            put(client, "after");
            awaitHandled("things {\"id\":\"after\"}");

            try (Stream<Path> files = Files.list(data.resolve("given-up"))) {
                assertThat(files).singleElement().satisfies(file -> assertThat(Files.readString(file))
                        .contains("\"condition\":\"RetryAttemptsExhausted\"", "\"approximateInvokeCount\":2")
                        .contains("\"DDBStreamBatchInfo\":{\"shardId\":", "\"batchSize\":1", "poison"));
            }
        }
    }

    @Test
    void runsATableUnderItsLocalName() throws Exception {
        String yaml = """
                millrace:
                  local: { data-dir: %s, seed: events/game-events-insert.json }
                  tables:
                    game-events:
                      name: Game Events
                      local-name: GameEvents
                      keys: { partition: playerId, sort: date }
                      source: { maximum-retry-attempts: 0, on-failure: 'arn:aws:s3:::given-up' }
                      routes: { all: { handlers: [note, refuse] } }
                """.formatted(directory.resolve("data"));
        Map<String, AttributeValue> key =
                Map.of("playerId", AttributeValue.fromS("7"), "date", AttributeValue.fromS("today"));
        try (ConfigurableApplicationContext context = start(yaml, Refusing.class);
                DynamoDbClient client = client(context)) {
            awaitHandled("Game Events {\"date\":\"Aug 23\",\"playerId\":\"1234\"}");

            assertThat(client.listTables().tableNames()).containsExactly("GameEvents");
            assertThat(context.getBean(LocalDynamoDb.class).problem("game-events"))
                    .isEmpty();
        }
        try (ConfigurableApplicationContext context = start(yaml, Refusing.class);
                DynamoDbClient client = client(context)) {
            client.putItem(put -> put.tableName("GameEvents").item(key));
            awaitHandled(
                    "Game Events {\"date\":\"Aug 23\",\"playerId\":\"1234\"}",
                    "Game Events {\"date\":\"today\",\"playerId\":\"7\"}");
        }
        try (Stream<Path> files = Files.list(directory.resolve("data/given-up"))) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(Files.readString(file))
                    .contains("table/Game Events/stream/")
                    .doesNotContain("table/GameEvents/"));
        }
    }

    @Test
    void bringsABatchAgainThatFailsAsAWholeWhereNoPartialAnswerIsTaken() throws Exception {
        String source = "source: { report-batch-item-failures: false }, keys:";
        String yaml = things("local: { port: 0 }").replace("keys:", source).replace("note", "failsOnce");
        try (ConfigurableApplicationContext context = start(yaml, FailingOnce.class);
                DynamoDbClient client = client(context)) {
            put(client, "a");
            put(client, "b");

            awaitHandled("things {\"id\":\"a\"}", "things {\"id\":\"b\"}");
        }
    }

    /** A handler that fails on the first change once. */
    @Configuration(proxyBeanMethods = false)
    static class FailingOnce {

        private final AtomicBoolean failed = new AtomicBoolean();

        @Bean
        ChangeHandler<Item> failsOnce() {
            return change -> {
                if (!failed.getAndSet(true)) {
                    throw new IllegalStateException("once");
                }
                HANDLED.add(change.table() + " " + change.keys().toJson());
            };
        }
    }

    /** A handler that takes nothing. */
    @Configuration(proxyBeanMethods = false)
    static class Refusing {

        @Bean
        ChangeHandler<Item> refuse() {
            return change -> {
                throw new IllegalStateException("refused");
            };
        }
    }

    @Test
    void isNotThereOutsideTheProfile() throws IOException {
        try (ConfigurableApplicationContext context =
                builder(things("local: { port: 0 }")).profiles("other").run(arguments())) {
            assertThat(context.getBeanNamesForType(LocalDynamoDb.class)).isEmpty();
        }
    }

    private static String things(String local) {
        return """
                millrace:
                  %s
                  tables:
                    things: { keys: { partition: id }, routes: { all: { handler: note } } }
                """.formatted(local);
    }

    private ConfigurableApplicationContext start(String yaml, Class<?>... more) throws IOException {
        return builder(yaml).sources(more).profiles("local").run(arguments());
    }

    private SpringApplicationBuilder builder(String yaml) throws IOException {
        Files.writeString(directory.resolve("application.yml"), yaml);
        return new SpringApplicationBuilder(Application.class);
    }

    private String[] arguments() {
        return new String[] {
            "--spring.config.location=" + directory.resolve("application.yml"),
            "--server.port=0",
            "--millrace.local.port=0"
        };
    }

    private static DynamoDbClient client(ConfigurableApplicationContext context) {
        return DynamoDbLocal.clientFor(context.getBean(LocalDynamoDb.class).endpoint())
                .build();
    }

    private static void put(DynamoDbClient client, String id) {
        client.putItem(put -> put.tableName("things").item(Map.of("id", AttributeValue.fromS(id))));
    }

    private static void awaitHandled(String... changes) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(HANDLED).containsExactlyInAnyOrder(changes));
    }
}
