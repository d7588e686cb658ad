package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.MillraceApplication;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The examples' stories, played item by item against the local database with the configuration of the project. */
@ExtendWith(OutputCaptureExtension.class)
class StoriesIntegrationTests {

    @Test
    void tellsWhatEachExamplePromises(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start()) {
            DynamoDbClient client = context.getBean(DynamoDbClient.class);

            put(client, "Products", product("Smartphone", 999, 50));
            put(client, "Products", product("Smartphone Pro", 1299, 30));
            delete(client, "Products", Map.of("product_id", "123", "category", "Electronics"));
            put(client, "GameEvents", Map.of("playerId", "1234", "date", "Aug 23", "score", "44"));
            put(client, "GameEvents", Map.of("playerId", "1234", "date", "Aug 23", "score", "57"));
            delete(client, "GameEvents", Map.of("playerId", "1234", "date", "Aug 23"));
            put(client, "PetTracker", pet("12.5"));
            put(client, "PetTracker", pet("15.1"));
            delete(client, "PetTracker", Map.of("PK", "USER#user-123", "SK", "PET#pet-001"));
            put(client, "PetTracker", Map.of("PK", "PET#pet-001", "SK", "ACTIVITY#1", "entityType", "ACTIVITY"));
            delete(client, "PetTracker", Map.of("PK", "PET#pet-001", "SK", "ACTIVITY#1"));
            put(client, "books", Map.of("author", "Dan Brown", "bookTitle", "The DaVinci code"));
            put(
                    client,
                    "books",
                    Map.of("author", "Dan Brown", "bookTitle", "The DaVinci code", "subTitle", "Volume-1"));
            put(client, "Orders", order());

            awaitLines(output, "New product added: {", "Product updated. Old: {", "Product removed: {");
            awaitLines(
                    output,
                    "Handling INSERT Event",
                    "New row added with playerId=1234",
                    "Done handling INSERT Event",
                    "Handling MODIFY Event",
                    "Scores changed - oldScore=44, newScore=57",
                    "Done handling MODIFY Event",
                    "Handling REMOVE Event",
                    "Row removed with playerId=1234",
                    "Done handling REMOVE Event");
            awaitLines(
                    output,
                    "Event: INSERT on USER#user-123/PET#pet-001",
                    "New pet added: Buddy",
                    "Event: MODIFY on USER#user-123/PET#pet-001",
                    "Significant weight change: 12.5 -> 15.1",
                    "Event: REMOVE on USER#user-123/PET#pet-001",
                    "Item deleted: {",
                    "Event: INSERT on PET#pet-001/ACTIVITY#1",
                    "Event: REMOVE on PET#pet-001/ACTIVITY#1",
                    "Item deleted: {");
            awaitLines(output, "bookTitle: - | The DaVinci code", "subTitle: - | Volume-1");
            awaitLines(
                    output,
                    "Pinehead Records: Order Confirmation",
                    "To: ada@example.com",
                    "Order ID: 1",
                    "Album: Kind of Blue (1959)",
                    "Format: Vinyl",
                    "Amount: 24.90");
        }
    }

    private static void awaitLines(CapturedOutput output, String... lines) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(output.getAll()).containsSubsequence(List.of(lines)));
    }

    private static Map<String, Object> product(String name, int price, int quantity) {
        return Map.of(
                "product_id", "123", "category", "Electronics", "name", name, "price", price, "quantity", quantity);
    }

    private static Map<String, Object> pet(String weight) {
        return Map.of(
                "PK",
                "USER#user-123",
                "SK",
                "PET#pet-001",
                "name",
                "Buddy",
                "species",
                "dog",
                "weightKg",
                new BigDecimal(weight));
    }

    private static Map<String, Object> order() {
        Map<String, Object> album = Map.of("title", "Kind of Blue", "year", "1959", "format", "Vinyl");
        return Map.of("id", "1", "timestamp", "2026", "email", "ada@example.com", "album", album, "amount", "24.90");
    }

    private static void put(DynamoDbClient client, String table, Map<String, ?> item) {
        client.putItem(put -> put.tableName(table).item(attributes(item)));
    }

    private static void delete(DynamoDbClient client, String table, Map<String, ?> key) {
        client.deleteItem(delete -> delete.tableName(table).key(attributes(key)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, AttributeValue> attributes(Map<String, ?> item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        item.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                attributes.put(name, AttributeValue.fromM(attributes((Map<String, ?>) map)));
            } else {
                attributes.put(
                        name,
                        value instanceof Number
                                ? AttributeValue.fromN(value.toString())
                                : AttributeValue.fromS(value.toString()));
            }
        });
        return attributes;
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(MillraceApplication.class)
                .profiles("local")
                .run(
                        "--server.port=0",
                        "--millrace.local.port=0",
                        "--millrace.tables.orders.routes.confirm.handler=orderConfirmation",
                        "--spring.config.location=file:config/application.yml");
    }
}
