package io.millrace.local.dynoxide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.testkit.Botocore;
import io.millrace.testkit.Command;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program behind its front, as it starts, ends and starts again. */
class DynoxideIntegrationTests {

    @TempDir
    private Path directory;

    private static void put(DynamoDbClient client, String id) {
        client.putItem(put -> put.tableName("things").item(Map.of("id", AttributeValue.fromS(id))));
    }

    @Test
    void keepsItemsAndStreamsInADirectory() {
        String arn;
        try (DynamoDbServer server = DynamoDbServer.start(directory);
                DynamoDbClient client = server.client()) {
            arn = Tables.create(client, "things", "id");
            put(client, "a");
        }
        try (DynamoDbServer server = DynamoDbServer.start(directory);
                DynamoDbClient client = server.client();
                DynamoDbStreamsClient streams = server.streams()) {
            put(client, "b");

            assertThat(client.scan(scan -> scan.tableName("things")).items()).hasSize(2);
            assertThat(new StreamReader(streams).records(arn))
                    .extracting(record -> record.dynamodb().keys().get("id").s())
                    .containsExactly("a", "b");
        }
    }

    @Test
    void isStartedAgainWhenItIsKilled() {
        try (DynamoDbServer server = DynamoDbServer.start(directory);
                DynamoDbClient client = server.client();
                DynamoDbStreamsClient streams = server.streams()) {
            String arn = Tables.create(client, "things", "id");
            StreamReader reader = new StreamReader(streams);
            put(client, "a");
            String next = reader.page(reader.iterator(arn, ShardIteratorType.TRIM_HORIZON, null))
                    .nextShardIterator();
            kill(directory);

            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> put(client, "b"));

            assertThat(reader.page(next).records())
                    .extracting(record -> record.dynamodb().keys().get("id").s())
                    .containsExactly("b");
            assertThat(reader.names(arn)).containsExactly("INSERT", "INSERT");
        }
    }

    private static void kill(Path directory) {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(directory.resolve("process")).get(0));
            ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void endsItsProgram() throws IOException {
        long pid;
        try (DynamoDbServer server = DynamoDbServer.start(directory)) {
            pid = Long.parseLong(
                    Files.readAllLines(directory.resolve("process")).get(0));
            assertThat(ProcessHandle.of(pid)).isPresent();
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void keepsItsFilesFromOthers() throws IOException {
        try (DynamoDbServer server = DynamoDbServer.start(directory);
                DynamoDbClient client = server.client()) {
            Tables.create(client, "things", "id");
            put(client, "a");
            try (var files = Files.list(directory)) {
                assertThat(files).allSatisfy(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .endsWith("------"));
            }
        }
    }

    @Test
    void keepsADayOfAStreamAndItsNumbersForEver() {
        String arn;
        String old;
        try (DynamoDbServer server = DynamoDbServer.start(directory);
                DynamoDbClient client = server.client();
                DynamoDbStreamsClient streams = server.streams()) {
            arn = Tables.create(client, "things", "id");
            put(client, "a");
            put(client, "b");
            old = new StreamReader(streams).records(arn).get(0).dynamodb().sequenceNumber();
        }
        sql("UPDATE _stream_records SET created_at = created_at - 90000");
        try (DynamoDbServer server = DynamoDbServer.start(directory);
                DynamoDbClient client = server.client();
                DynamoDbStreamsClient streams = server.streams()) {
            StreamReader reader = new StreamReader(streams);
            put(client, "c");

            assertThat(reader.records(arn)).singleElement().satisfies(record -> assertThat(
                            record.dynamodb().sequenceNumber())
                    .isEqualTo(ShownRecord.sequenceNumber(3)));
            assertThatThrownBy(() -> reader.iterator(arn, ShardIteratorType.AFTER_SEQUENCE_NUMBER, old))
                    .isInstanceOf(TrimmedDataAccessException.class);
        }
    }

    @Test
    void hasInItsEmptyDatabaseWhatTheStatementsBesideItSay() {
        String resources = Path.of("src/main/resources/io/millrace/local/dynoxide")
                .toAbsolutePath()
                .toString();
        Command compared = python("""
                import sqlite3
                schema = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
                made = sqlite3.connect(":memory:")
                made.executescript(open("%1$s/empty.sql").read())
                kept = sqlite3.connect("file:%1$s/empty.db?mode=ro&immutable=1", uri=True)
                assert made.execute(schema).fetchall() == kept.execute(schema).fetchall()
                """.formatted(resources));

        assertThat(compared.succeeded()).as(compared.output()).isTrue();
    }

    @Test
    void givesOtherClientsAStreamAsAwsDoes() throws IOException {
        try (DynamoDbServer server = DynamoDbServer.start();
                DynamoDbClient client = server.client()) {
            Tables.create(client, "things", "id");
            put(client, "a");
            String file =
                    Path.of("src/test/servers/read_stream.py").toAbsolutePath().toString();
            Command read = Command.run(
                    directory, Botocore.python(), "-B", file, server.endpoint().toString(), "things");
            assertThat(read.succeeded()).as(read.output()).isTrue();

            JsonNode json = JsonMapper.shared().readTree(read.output());
            assertThat(json.at("/stream/StreamArn").asString())
                    .startsWith("arn:aws:dynamodb:eu-west-1:000000000000:table/things/stream/20");
            assertThat(json.at("/stream/KeySchema").toString())
                    .isEqualTo("[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]");
            assertThat(json.at("/stream/Shards/0/SequenceNumberRange").propertyNames())
                    .containsExactly("StartingSequenceNumber");
            assertThat(json.at("/records/0/awsRegion").asString()).isEqualTo("eu-west-1");
            assertThat(json.at("/records/0/dynamodb/NewImage").toString()).isEqualTo("{\"id\":{\"S\":\"a\"}}");
            assertThat(json.at("/next").asBoolean()).isTrue();
        }
    }

    private void sql(String statement) {
        Command done = python("""
                import sqlite3
                database = sqlite3.connect("%s")
                database.execute("%s")
                database.commit()
                """.formatted(directory.resolve("dynoxide.db"), statement));
        assertThat(done.succeeded()).as(done.output()).isTrue();
    }

    private Command python(String program) {
        return Command.run(directory, "python3", "-c", program);
    }
}
