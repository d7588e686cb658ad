package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.LocalServer;
import io.millrace.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** PetTracker without Java: what the README says under "All together", on other ports. */
@DisabledOnOs(OS.WINDOWS)
class ShowcaseIntegrationTests {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Pattern DATABASE = Pattern.compile("Local DynamoDB at (\\S+),");
    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");

    private static final String PET = "USER#7 PET#7";
    private static final String LEADERBOARD = "LEADERBOARD PET#7";
    private static final String DAY = "PET#7 SUMMARY#2026-11-21";

    private final Clone clone = sources();

    @Test
    void welcomesFindsCountsCopiesAndForgets() throws Exception {
        LocalServer.assumeNode();
        int port = freePort();
        String maven = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
        String repository = "-Dmaven.repo.local=" + System.getProperty("localRepository");
        try (ServerProcess search = start(
                        "search", maven, "-B", repository, "-f", "src/test/servers/opensearch", "-Dport=" + port);
                ServerProcess topics = start("topics", "npm", "--prefix", "src/test/servers", "start")) {
            topics.awaitOutput("Listens on port");
            URI pets = URI.create("http://127.0.0.1:%d/pets/".formatted(port));
            await().atMost(LIMIT).until(() -> status(pets) == 404 || !search.isAlive());
            try (ServerProcess application = start("application", showcase(maven, repository, port, topics.port()))) {
                Matcher database = DATABASE.matcher(application.awaitOutput("console: http://127.0.0.1:"));
                assertThat(database.find()).as(application::output).isTrue();

                check(URI.create(database.group(1)), pets, topics.port());
            }
        }
    }

    private void check(URI database, URI pets, int topics) {
        try (DynamoDbClient client = DynamoDbServer.clientFor(database).build();
                SqsClient sqs = SqsClient.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:" + topics))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
            put(
                    client,
                    Map.of(
                            "PK",
                            "USER#7",
                            "SK",
                            "PET#7",
                            "entityType",
                            "PET",
                            "userId",
                            "7",
                            "name",
                            "Rex",
                            "species",
                            "dog"));
            activity(client, "1", "walk", "2026-11-21T09:30:00Z");
            awaitWelcome(sqs);
            awaitFound(pets, 1);
            awaitCounts(client, "1", "walk");

            activity(client, "2", "play", "2026-11-21T17:00:00Z");
            awaitCounts(client, "2", "play");
            awaitReplica(client, PET, "PET#7 ACTIVITY#1", "PET#7 ACTIVITY#2", LEADERBOARD, DAY);

            client.deleteItem(delete -> delete.tableName("PetTracker").key(key(PET)));
            awaitFound(pets, 0);
            awaitReplica(client, "PET#7 ACTIVITY#1", "PET#7 ACTIVITY#2", LEADERBOARD, DAY);
        }
    }

    private static void awaitWelcome(SqsClient sqs) {
        String queue = sqs.getQueueUrl(get -> get.queueName("pet-news")).queueUrl();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        sqs.receiveMessage(receive -> receive.queueUrl(queue)).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body())
                        .contains("Welcome Rex to PetTracker!", "NEW_PET", "\"userId\"", "\"7\"")));
    }

    private static void awaitFound(URI pets, int number) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(body(pets.resolve("_search?q=Rex")))
                .contains("\"total\":{\"value\":%d,".formatted(number)));
    }

    /** In the table, and in its copy. */
    private static void awaitCounts(DynamoDbClient client, String count, String last) {
        for (String table : List.of("PetTracker", "PetTracker-Replica")) {
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(item(client, table, LEADERBOARD))
                        .containsEntry("activityCount", AttributeValue.fromN(count));
                assertThat(item(client, table, DAY))
                        .containsEntry("activityCount", AttributeValue.fromN(count))
                        .containsEntry("lastActivity", AttributeValue.fromS(last));
            });
        }
    }

    private static void awaitReplica(DynamoDbClient client, String... items) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(client.scan(scan -> scan.tableName("PetTracker-Replica"))
                        .items())
                .extracting(item -> item.get("PK").s() + " " + item.get("SK").s())
                .containsExactlyInAnyOrder(items));
    }

    private static void activity(DynamoDbClient client, String number, String type, String time) {
        put(client, Map.of("PK", "PET#7", "SK", "ACTIVITY#" + number, "petId", "7", "type", type, "timestamp", time));
    }

    private static Map<String, AttributeValue> item(DynamoDbClient client, String table, String item) {
        return client.getItem(get -> get.tableName(table).key(key(item))).item();
    }

    private static Map<String, AttributeValue> key(String item) {
        String[] keys = item.split(" ");
        return Map.of("PK", AttributeValue.fromS(keys[0]), "SK", AttributeValue.fromS(keys[1]));
    }

    private static void put(DynamoDbClient client, Map<String, String> item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        item.forEach((name, value) -> attributes.put(name, AttributeValue.fromS(value)));
        client.putItem(put -> put.tableName("PetTracker").item(attributes));
    }

    private static String[] showcase(String maven, String repository, int search, int topics) {
        String arguments = String.join(
                " ",
                "--server.port=0",
                "--millrace.local.port=0",
                "--millrace.handlers.pet-search.endpoint=http://127.0.0.1:" + search,
                "--millrace.handlers.pet-topic.endpoint=http://127.0.0.1:" + topics);
        return new String[] {
            maven,
            "-B",
            "-o",
            "-q",
            repository,
            "-Dmaven.main.skip",
            "-Dmaven.test.skip",
            "-Pshowcase",
            "spring-boot:run",
            "-Dspring-boot.run.arguments=" + arguments
        };
    }

    private ServerProcess start(String name, String... command) throws IOException {
        Map<String, String> variables = new HashMap<>(CREDENTIALS);
        variables.put("PORT", "0");
        return ServerProcess.start(
                clone.directory(),
                clone.directory().resolve(name + ".log"),
                new ArrayList<>(List.of(command)),
                variables);
    }

    private static int status(URI address) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    private static Clone sources() {
        try {
            return Clone.compiled(Path.of("target", "showcase"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
