package io.millrace.local;

import static io.millrace.local.LocalContexts.handled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import io.millrace.testkit.DynamoDbServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The clients that handlers have of the database that a configuration makes. */
class LocalClientsIntegrationTests {

    @TempDir
    private Path directory;

    private LocalContexts contexts;

    @BeforeEach
    void begin() {
        contexts = new LocalContexts(directory);
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
        try (ConfigurableApplicationContext context = contexts.start("""
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

            await().untilAsserted(() -> assertThat(handled()).containsExactly("Copies {\"id\":\"a\"}"));
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
            return DynamoDbServer.clientFor(URI.create("http://localhost:9")).build();
        }
    }

    @Test
    void makesClientsOfAwsThoseOfTheLocalDatabase() throws Exception {
        try (ConfigurableApplicationContext context = contexts.start("""
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
        assertThatThrownBy(() -> contexts.start("""
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
}
