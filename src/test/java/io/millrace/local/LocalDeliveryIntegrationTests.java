package io.millrace.local;

import static io.millrace.local.LocalContexts.awaitHandled;
import static io.millrace.local.LocalContexts.client;
import static io.millrace.local.LocalContexts.handled;
import static io.millrace.local.LocalContexts.put;
import static io.millrace.local.LocalContexts.things;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import io.millrace.local.database.LocalDynamoDb;
import io.millrace.mapping.DiscardedBatch;
import io.millrace.source.EventSourceListener;
import io.millrace.source.ShardName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of changes of the local database that a handler fails on. */
class LocalDeliveryIntegrationTests {

    @TempDir
    private Path directory;

    private LocalContexts contexts;

    @BeforeEach
    void begin() {
        contexts = new LocalContexts(directory);
    }

    @Test
    void keepsWhatIsDiscardedAsLambdaWouldInABucketAndTellsListeners() throws Exception {
        Path data = directory.resolve("data");
        String source =
                "source: { batch-size: 1, maximum-retry-attempts: 1, on-failure: 'arn:aws:s3:::given-up' }, keys:";
        try (ConfigurableApplicationContext context = contexts.start(
                        things("local: { data-dir: %s }".formatted(data)).replace("keys:", source), Listening.class);
                DynamoDbClient client = client(context)) {
            put(client, "poison");
            put(client, "after");
            awaitHandled("things {\"id\":\"after\"}");

            assertThat(context.getBean(Listening.class).discarded).containsExactly("things RetryAttemptsExhausted");

            try (Stream<Path> files = Files.list(data.resolve("discarded"))) {
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
        try (ConfigurableApplicationContext context = contexts.start(yaml, Refusing.class);
                DynamoDbClient client = client(context)) {
            awaitHandled("Game Events {\"playerId\":\"1234\",\"date\":\"Aug 23\"}");

            assertThat(client.listTables().tableNames()).containsExactly("GameEvents");
            assertThat(context.getBean(LocalDynamoDb.class).problem("game-events"))
                    .isEmpty();
        }
        try (ConfigurableApplicationContext context = contexts.start(yaml, Refusing.class);
                DynamoDbClient client = client(context)) {
            client.putItem(put -> put.tableName("GameEvents").item(key));
            awaitHandled(
                    "Game Events {\"playerId\":\"1234\",\"date\":\"Aug 23\"}",
                    "Game Events {\"playerId\":\"7\",\"date\":\"today\"}");
        }
        try (Stream<Path> files = Files.list(directory.resolve("data/discarded"))) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(Files.readString(file))
                    .contains("table/Game Events/stream/")
                    .doesNotContain("table/GameEvents/"));
        }
    }

    @Test
    void bringsABatchAgainThatFailsAsAWholeWhereNoPartialAnswerIsTaken() throws Exception {
        String source = "source: { report-batch-item-failures: false }, keys:";
        String yaml = things("local: { port: 0 }").replace("keys:", source).replace("note", "failsOnce");
        try (ConfigurableApplicationContext context = contexts.start(yaml, FailingOnce.class);
                DynamoDbClient client = client(context)) {
            put(client, "a");
            put(client, "b");

            awaitHandled("things {\"id\":\"a\"}", "things {\"id\":\"b\"}");
        }
    }

    /** Two listeners beside that of the console; the first one fails. */
    @Configuration(proxyBeanMethods = false)
    static class Listening {

        private final List<String> discarded = new CopyOnWriteArrayList<>();

        @Bean
        @Order(1)
        EventSourceListener fails() {
            return new EventSourceListener() {

                @Override
                public void discarded(ShardName shard, DiscardedBatch batch) {
                    throw new AssertionError("as scripted");
                }
            };
        }

        @Bean
        @Order(2)
        EventSourceListener notes() {
            return new EventSourceListener() {

                @Override
                public void discarded(ShardName shard, DiscardedBatch batch) {
                    discarded.add(shard.table() + " " + batch.condition());
                }
            };
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
                handled().add(change.table() + " " + change.keys().toJson());
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
}
