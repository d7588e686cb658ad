package io.millrace.handler.ready.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.AwsClients;
import io.millrace.aws.Permission;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.BatchHandler;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.LocalCredentials;
import io.millrace.testkit.Records;
import io.millrace.testkit.ScriptedServer;
import io.millrace.time.Time;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** There is no emulator: a server of the JDK checks the limits of calls and keeps the records of each stream. */
@ExtendWith(LocalCredentials.class)
class FirehoseContractIntegrationTests extends HandlerContract {

    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final Map<String, List<String>> STREAMS = new ConcurrentHashMap<>();
    private static ScriptedServer firehose;

    /** By the number of the call, the places of records that are refused in it, and their code. */
    private static final Map<Integer, Map<Integer, String>> REFUSALS = new ConcurrentHashMap<>();

    private static final List<Integer> CALLS = new CopyOnWriteArrayList<>();

    private final List<Duration> waits = new ArrayList<>();
    private String stream = "";

    @BeforeAll
    static void startServer() {
        firehose = ScriptedServer.start("application/x-amz-json-1.1", FirehoseContractIntegrationTests::put);
    }

    @AfterAll
    static void stopServer() {
        firehose.close();
    }

    @BeforeEach
    void makePlace() {
        stream = "stream-" + System.identityHashCode(this);
        STREAMS.clear();
        REFUSALS.clear();
        CALLS.clear();
    }

    /** What PutRecordBatch does. */
    private static String put(String request) {
        JsonNode call = JsonMapper.shared().readTree(request);
        List<String> records = call.path("Records")
                .valueStream()
                .map(record -> new String(
                        Base64.getDecoder().decode(record.path("Data").stringValue()), UTF_8))
                .toList();
        assertThat(records).hasSizeBetween(1, 500);
        assertThat(records.stream()
                        .mapToInt(record -> record.getBytes(UTF_8).length)
                        .sum())
                .isLessThanOrEqualTo(MOST_BYTES);
        Map<Integer, String> refused = REFUSALS.getOrDefault(CALLS.size(), Map.of());
        CALLS.add(records.size());
        List<String> kept = STREAMS.computeIfAbsent(
                call.path("DeliveryStreamName").stringValue(), missing -> new CopyOnWriteArrayList<>());
        return IntStream.range(0, records.size())
                .mapToObj(place -> answer(refused.get(place), records.get(place), kept))
                .collect(Collectors.joining(
                        ",", "{\"FailedPutCount\": %d, \"RequestResponses\": [".formatted(refused.size()), "]}"));
    }

    private static String answer(@Nullable String code, String record, List<String> kept) {
        if (code != null) {
            return "{\"ErrorCode\": \"%s\", \"ErrorMessage\": \"Slow down.\"}".formatted(code);
        }
        kept.add(record);
        return "{\"RecordId\": \"r-%d\"}".formatted(kept.size());
    }

    @Override
    protected URI server() {
        return firehose.endpoint();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return List.of("type: firehose", "stream: " + stream, "endpoint: " + endpoint);
    }

    @Override
    protected Answer throttling() {
        return new Answer(
                400,
                "application/x-amz-json-1.1",
                "{\"__type\": \"ThrottlingException\", \"message\": \"Slow down.\"}");
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return History.large(sequenceNumber, 1000 * 1024);
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        assertThat(records())
                .allMatch(record -> record.endsWith("}\n"))
                .extracting(record -> JsonMapper.shared()
                        .readTree(record)
                        .path("sequenceNumber")
                        .stringValue())
                .containsOnlyElementsOf(history.stream().map(History::number).toList())
                .containsAll(history.stream().map(History::number).toList());
    }

    @Test
    void sendsAgainOnlyTheRecordsThatWereRefusedForNow() throws Exception {
        REFUSALS.put(0, Map.of(1, "ServiceUnavailableException", 2, "InternalFailure"));

        assertThat(handler(null, true).handle(changes("101 a", "102 b", "103 c")))
                .isEmpty();

        assertThat(CALLS).containsExactly(3, 2);
        assertThat(waits).hasSize(1);
        assertThat(records()).hasSize(3);
    }

    @Test
    void failsARecordThatIsRefusedForGoodByItself() throws Exception {
        REFUSALS.put(0, Map.of(1, "AccessDenied"));

        assertThat(handler(null, true)
                        .handle(changes("101 a", "102 b", "103 c"))
                        .values())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessage("Firehose stream '%s' refused the record: AccessDenied, Slow down.", stream);
        assertThat(CALLS).containsExactly(3);
    }

    @Test
    void leavesTheLineBreakAwayWhereItIsNotWanted() throws Exception {
        assertThat(handler("{{keys.id}};", false).handle(changes("101 a", "102 b")))
                .isEmpty();

        assertThat(records()).containsExactly("a;", "b;");
    }

    @Test
    void failsARecordWithoutContent() throws Exception {
        assertThat(handler("{{keys.none ?:}}", false).handle(changes("101 a")).values())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessage("the record has 0 bytes; a Firehose stream accepts 1 to 1024000");
    }

    @Test
    void putsAtMostFiveHundredRecordsInACall() throws Exception {
        List<Change<Item>> changes = new ArrayList<>();
        IntStream.range(0, 501).forEach(i -> changes.addAll(changes("%d item%d".formatted(1000 + i, i))));

        assertThat(handler(null, true).handle(changes)).isEmpty();

        assertThat(CALLS).containsExactly(500, 1);
    }

    @Test
    void putsAtMostFourMebibytesInACall() throws Exception {
        String large = "{{keys.id}}" + "x".repeat(1_000_000);

        assertThat(handler(large, true).handle(changes("101 a", "102 b", "103 c", "104 d", "105 e")))
                .isEmpty();

        assertThat(CALLS).containsExactly(4, 1);
    }

    @Test
    void asksForThePermissionOnItsStreamInTheRegionOfItsArn() {
        String arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/changes";
        FirehoseType type = new FirehoseType(new AwsClients(List::of), Time.SYSTEM);

        assertThat(type.permissions(settings(arn, null, true)))
                .containsExactly(new Permission(List.of("firehose:PutRecordBatch"), arn));
        assertThat(type.permissions(settings("changes", null, true)))
                .containsExactly(new Permission(
                        List.of("firehose:PutRecordBatch"),
                        "arn:{partition}:firehose:{region}:{account}:deliverystream/changes"));
        assertThat(type.clients(settings(arn, null, true)))
                .singleElement()
                .hasFieldOrPropertyWithValue("region", "eu-west-1");
    }

    private BatchHandler handler(@Nullable String message, boolean newline) {
        return (BatchHandler) new FirehoseType(new AwsClients(List::of), new Time(InstantSource.system(), waits::add))
                .handler("tried", settings(stream, message, newline));
    }

    private static FirehoseType.Settings settings(String stream, @Nullable String message, boolean newline) {
        return new FirehoseType.Settings(
                stream, message, null, null, newline, null, firehose.endpoint().toString());
    }

    /** Each a sequence number and an item. */
    private static List<Change<Item>> changes(String... changes) {
        return List.of(changes).stream()
                .map(change -> change.split(" "))
                .map(parts -> Records.insert()
                        .table("Things")
                        .sequenceNumber(parts[0])
                        .key("id", Attributes.s(parts[1]))
                        .build())
                .map(record -> Change.of(record, "Things"))
                .toList();
    }

    private List<String> records() {
        return STREAMS.getOrDefault(stream, List.of());
    }
}
