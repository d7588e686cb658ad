package io.millrace.local.dynoxide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testkit.DynamoDbServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Streams as AWS has them, read by AWS's own client. */
class DynoxideStreamsIntegrationTests {

    private static DynamoDbServer server;
    private static DynamoDbClient client;
    private static DynamoDbStreamsClient streams;
    private static StreamReader reader;

    @BeforeAll
    static void start() {
        server = DynamoDbServer.start();
        client = server.client();
        streams = server.streams();
        reader = new StreamReader(streams);
    }

    @AfterAll
    static void stop() {
        streams.close();
        client.close();
        server.close();
    }

    private static String create(String table, StreamViewType viewType) {
        return client.createTable(request -> request.tableName(table)
                        .keySchema(key -> key.attributeName("pk").keyType(KeyType.HASH), key -> key.attributeName("at")
                                .keyType(KeyType.RANGE))
                        .attributeDefinitions(
                                type -> type.attributeName("pk").attributeType("S"),
                                type -> type.attributeName("at").attributeType("N"))
                        .billingMode("PAY_PER_REQUEST")
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(viewType)))
                .tableDescription()
                .latestStreamArn();
    }

    private static void put(String table, String key, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new HashMap<>(more);
        item.put("pk", AttributeValue.fromS(key));
        item.put("at", AttributeValue.fromN("1"));
        client.putItem(request -> request.tableName(table).item(item));
    }

    private static void putNumber(String table, String key, int number) {
        put(table, key, Map.of("n", AttributeValue.fromN("" + number)));
    }

    private static void disable(String table) {
        client.updateTable(
                request -> request.tableName(table).streamSpecification(stream -> stream.streamEnabled(false)));
    }

    private static String enable(String table, StreamViewType viewType) {
        return client.updateTable(
                        request -> request.tableName(table).streamSpecification(stream -> stream.streamEnabled(true)
                                .streamViewType(viewType)))
                .tableDescription()
                .latestStreamArn();
    }

    @Test
    void describesAnOpenStream() {
        String arn = create("Described", StreamViewType.NEW_IMAGE);
        putNumber("Described", "a", 1);

        StreamDescription stream =
                streams.describeStream(request -> request.streamArn(arn)).streamDescription();
        TableDescription table =
                client.describeTable(request -> request.tableName("Described")).table();

        assertThat(arn)
                .matches(
                        "arn:aws:dynamodb:eu-central-1:000000000000:table/Described/stream/\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(arn).endsWith("/" + stream.streamLabel());
        assertThat(stream.streamStatus()).isEqualTo(StreamStatus.ENABLED);
        assertThat(stream.streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
        assertThat(stream.keySchema()).isEqualTo(table.keySchema());
        assertThat(stream.shards()).singleElement().satisfies(shard -> {
            assertThat(shard.shardId()).matches("shardId-\\d{20}-[0-9a-f]{8}");
            assertThat(shard.sequenceNumberRange().startingSequenceNumber()).matches("\\d{21}");
            assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
        });
        assertThat(table.latestStreamArn()).isEqualTo(arn);
        assertThat(table.latestStreamLabel()).isEqualTo(stream.streamLabel());
        assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
        assertThat(table.tableArn()).isEqualTo("arn:aws:dynamodb:eu-central-1:000000000000:table/Described");
    }

    @Test
    void givesRecordsAsTheServiceWritesThem() {
        String arn = create("Written", StreamViewType.NEW_AND_OLD_IMAGES);
        putNumber("Written", "a", 1);
        putNumber("Written", "a", 2);

        List<Record> records = reader.records(arn);

        assertThat(records).extracting(Record::eventNameAsString).containsExactly("INSERT", "MODIFY");
        assertThat(records).extracting(Record::eventID).allMatch(id -> id.matches("[0-9a-f]{32}"));
        Record modify = records.get(1);
        assertThat(modify.awsRegion()).isEqualTo("eu-central-1");
        assertThat(modify.eventSource()).isEqualTo("aws:dynamodb");
        assertThat(modify.eventVersion()).isEqualTo("1.1");
        assertThat(modify.userIdentity()).isNull();
        assertThat(modify.dynamodb().keys().keySet()).containsExactly("pk", "at");
        assertThat(modify.dynamodb().oldImage()).containsEntry("n", AttributeValue.fromN("1"));
        assertThat(modify.dynamodb().newImage()).containsEntry("n", AttributeValue.fromN("2"));
        assertThat(modify.dynamodb().sequenceNumber()).matches("\\d{21}");
        assertThat(modify.dynamodb().sequenceNumber())
                .isGreaterThan(records.get(0).dynamodb().sequenceNumber());
        assertThat(modify.dynamodb().approximateCreationDateTime())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "KEYS_ONLY, false, false",
        "NEW_IMAGE, true, false",
        "OLD_IMAGE, false, true",
        "NEW_AND_OLD_IMAGES, true, true"
    })
    void carriesWhatTheViewTypeSays(StreamViewType viewType, boolean newImage, boolean oldImage) {
        String table = "View-" + viewType;
        String arn = create(table, viewType);
        putNumber(table, "a", 1);
        putNumber(table, "a", 2);

        Record modify = reader.records(arn).get(1);

        assertThat(modify.dynamodb().streamViewType()).isEqualTo(viewType);
        assertThat(modify.dynamodb().hasNewImage()).isEqualTo(newImage);
        assertThat(modify.dynamodb().hasOldImage()).isEqualTo(oldImage);
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamViewType.class,
            names = {"KEYS_ONLY", "NEW_AND_OLD_IMAGES"})
    void hasNoRecordOfAWriteThatChangesNothing(StreamViewType viewType) {
        String table = "Same-" + viewType;
        String arn = create(table, viewType);
        Map<String, AttributeValue> once = Map.of(
                "tags", AttributeValue.fromSs(List.of("a", "b", "c")),
                "tree",
                        AttributeValue.fromM(
                                Map.of("SS", AttributeValue.fromL(List.of(AttributeValue.fromN("1.50"))))));
        Map<String, AttributeValue> again = Map.of(
                "tags", AttributeValue.fromSs(List.of("c", "a", "b")),
                "tree", AttributeValue.fromM(Map.of("SS", AttributeValue.fromL(List.of(AttributeValue.fromN("1.5"))))));
        put(table, "a", once);
        put(table, "a", again);
        client.updateItem(request -> request.tableName(table)
                .key(Map.of("pk", AttributeValue.fromS("a"), "at", AttributeValue.fromN("1")))
                .updateExpression("SET x = if_not_exists(y, :none) REMOVE z")
                .expressionAttributeValues(Map.of(":none", AttributeValue.fromS("x"))));
        client.deleteItem(request -> request.tableName(table)
                .key(Map.of("pk", AttributeValue.fromS("nobody"), "at", AttributeValue.fromN("1"))));

        assertThat(reader.names(arn)).containsExactly("INSERT", "MODIFY");
    }

    @Test
    void tellsTheEventsOfTablesApart() {
        String one = create("Apart-1", StreamViewType.KEYS_ONLY);
        String other = create("Apart-2", StreamViewType.KEYS_ONLY);
        putNumber("Apart-1", "a", 1);
        putNumber("Apart-2", "a", 1);

        assertThat(reader.records(one).get(0).eventID())
                .isNotEqualTo(reader.records(other).get(0).eventID());
    }

    @Test
    void beginsAtTheEndHoweverLongAStreamIs() {
        String arn = create("Growing", StreamViewType.NEW_IMAGE);
        for (int i = 0; i < 20; i++) {
            String iterator = reader.iterator(arn, ShardIteratorType.LATEST, null);
            putNumber("Growing", "a", i);

            assertThat(reader.page(iterator).records())
                    .extracting(record -> record.dynamodb().newImage().get("n").n())
                    .containsExactly(String.valueOf(i));
        }
    }

    @Test
    void keepsADisabledStreamReadableToItsEnd() {
        String arn = create("Disabled", StreamViewType.NEW_IMAGE);
        for (int i = 0; i < 250; i++) {
            putNumber("Disabled", "a", i);
        }
        String iterator = reader.iterator(arn, ShardIteratorType.LATEST, null);
        disable("Disabled");
        putNumber("Disabled", "a", 1000);

        assertThat(reader.records(arn)).hasSize(250);
        assertThat(reader.page(iterator).nextShardIterator()).isNull();
        assertThat(reader.shard(arn).sequenceNumberRange().endingSequenceNumber())
                .isEqualTo(reader.records(arn).get(249).dynamodb().sequenceNumber());
        assertThat(client.describeTable(request -> request.tableName("Disabled"))
                        .table()
                        .streamSpecification())
                .isNull();
        assertThatThrownBy(() -> disable("Disabled"))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Table has no enabled stream: TableName: Disabled");
        assertThatThrownBy(() -> disable("Nowhere"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Requested resource not found: Table: Nowhere not found");
    }

    @Test
    void beginsANewStreamBehindTheOldOne() {
        String first = create("Anew", StreamViewType.NEW_IMAGE);
        putNumber("Anew", "a", 1);
        disable("Anew");
        putNumber("Anew", "a", 2);
        String second = enable("Anew", StreamViewType.KEYS_ONLY);
        putNumber("Anew", "a", 3);

        assertThat(second).isNotEqualTo(first);
        assertThat(reader.names(first)).containsExactly("INSERT");
        assertThat(reader.names(second)).containsExactly("MODIFY");
        assertThat(reader.records(second).get(0).dynamodb().hasNewImage()).isFalse();
        assertThat(streams.listStreams(request -> request.tableName("Anew")).streams())
                .extracting(stream -> stream.streamArn())
                .containsExactly(first, second);
        assertThatThrownBy(() -> enable("Anew", StreamViewType.NEW_IMAGE))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Table already has an enabled stream: TableName: Anew");
    }

    @Test
    void keepsTheStreamOfADeletedTableFromTheNextOneOfItsName() {
        String first = create("Deleted", StreamViewType.NEW_IMAGE);
        putNumber("Deleted", "a", 1);
        client.deleteTable(request -> request.tableName("Deleted"));
        String second = create("Deleted", StreamViewType.NEW_IMAGE);
        putNumber("Deleted", "b", 1);

        assertThat(reader.records(first)).hasSize(1);
        assertThat(reader.shard(first).sequenceNumberRange().endingSequenceNumber())
                .isNotNull();
        assertThat(reader.records(second))
                .extracting(record -> record.dynamodb().keys().get("pk").s())
                .containsExactly("b");
    }

    @Test
    void namesNoStreamOfATableThatHadTheNameBefore() {
        create("Again", StreamViewType.NEW_IMAGE);
        client.deleteTable(request -> request.tableName("Again"));
        client.createTable(request -> request.tableName("Again")
                .keySchema(key -> key.attributeName("pk").keyType(KeyType.HASH))
                .attributeDefinitions(type -> type.attributeName("pk").attributeType("S"))
                .billingMode("PAY_PER_REQUEST"));

        assertThat(client.describeTable(request -> request.tableName("Again"))
                        .table()
                        .latestStreamArn())
                .isNull();
    }

    @Test
    void findsPlacesByAllKindsOfIterators() {
        String arn = create("Places", StreamViewType.KEYS_ONLY);
        for (String key : List.of("a", "b", "c")) {
            putNumber("Places", key, 1);
        }
        String second = reader.records(arn).get(1).dynamodb().sequenceNumber();

        assertThat(keysFrom(arn, ShardIteratorType.TRIM_HORIZON, null)).containsExactly("a", "b", "c");
        assertThat(keysFrom(arn, ShardIteratorType.AT_SEQUENCE_NUMBER, second)).containsExactly("b", "c");
        assertThat(keysFrom(arn, ShardIteratorType.AFTER_SEQUENCE_NUMBER, second))
                .containsExactly("c");
        assertThat(keysFrom(arn, ShardIteratorType.LATEST, null)).isEmpty();
    }

    private static List<String> keysFrom(String arn, ShardIteratorType type, String sequenceNumber) {
        return reader.page(reader.iterator(arn, type, sequenceNumber)).records().stream()
                .map(record -> record.dynamodb().keys().get("pk").s())
                .toList();
    }

    @Test
    void limitsAPageByItsSize() {
        String arn = create("Large", StreamViewType.NEW_IMAGE);
        for (int i = 0; i < 10; i++) {
            put("Large", "k" + i, Map.of("text", AttributeValue.fromS("x".repeat(300_000))));
        }
        GetRecordsResponse page = reader.page(reader.iterator(arn, ShardIteratorType.TRIM_HORIZON, null));

        assertThat(page.records()).hasSizeBetween(2, 4);
        assertThat(reader.records(arn)).hasSize(10);
    }

    @Test
    void pagesLists() {
        create("Paged-1", StreamViewType.KEYS_ONLY);
        create("Paged-2", StreamViewType.KEYS_ONLY);
        List<String> paged = new ArrayList<>();
        String start = null;
        do {
            String from = start;
            var page = streams.listStreams(request -> request.limit(1).exclusiveStartStreamArn(from));
            page.streams().forEach(stream -> paged.add(stream.streamArn()));
            start = page.lastEvaluatedStreamArn();
        } while (start != null);

        assertThat(paged)
                .isEqualTo(streams.listStreams().streams().stream()
                        .map(stream -> stream.streamArn())
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesWhatIsNoPlace() {
        String arn = create("Refused", StreamViewType.KEYS_ONLY);
        for (String iterator : List.of("nonsense", "bnVsbA==", "W10=", "e30=")) {
            assertThatThrownBy(() -> reader.page(iterator))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageMatching("(?s).*(Invalid ShardIterator|Iterator expired).*");
        }
        assertThatThrownBy(() -> streams.getShardIterator(request -> request.streamArn(arn)
                        .shardId("shardId-00000000000000000000-00000000")
                        .shardIteratorType(ShardIteratorType.LATEST)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(
                        () -> streams.describeStream(request -> request.streamArn(arn.replace("Refused", "Elsewhere"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> streams.describeStream(request -> request.streamArn("Refused")))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Invalid StreamArn: Refused");
        assertThatThrownBy(() -> reader.iterator(arn, ShardIteratorType.AT_SEQUENCE_NUMBER, "abc"))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Invalid SequenceNumber: abc");
    }

    @Test
    void takesTablesByTheirArns() {
        create("ByArn", StreamViewType.KEYS_ONLY);
        String arn = "arn:aws:dynamodb:eu-central-1:000000000000:table/ByArn";
        put(arn, "a", Map.of("link", AttributeValue.fromS(arn)));
        client.batchWriteItem(request -> request.requestItems(Map.of(
                arn,
                List.of(WriteRequest.builder()
                        .putRequest(put ->
                                put.item(Map.of("pk", AttributeValue.fromS("b"), "at", AttributeValue.fromN("1"))))
                        .build()))));

        assertThat(client.scan(request -> request.tableName("ByArn")).items())
                .hasSize(2)
                .anySatisfy(item -> assertThat(item.get("link").s()).isEqualTo(arn));
        assertThat(client.describeTable(request -> request.tableName(arn))
                        .table()
                        .tableName())
                .isEqualTo("ByArn");
        assertThat(streams.listStreams(request -> request.tableName(arn)).streams())
                .hasSize(1);
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .keys(Map.of("pk", AttributeValue.fromS("b"), "at", AttributeValue.fromN("1")))
                .build();
        assertThat(client.batchGetItem(request -> request.requestItems(Map.of(arn, keys)))
                        .responses())
                .containsOnlyKeys(arn);
    }

    @Test
    void carriesNamesAsLongAsDynamoDbHas() {
        String arn = create("LongNames", StreamViewType.NEW_IMAGE);
        String name = "n".repeat(60_000);
        put("LongNames", "a", Map.of(name, AttributeValue.fromS("x")));

        assertThat(reader.records(arn))
                .singleElement()
                .satisfies(record -> assertThat(record.dynamodb().newImage()).containsKey(name));
    }
}
