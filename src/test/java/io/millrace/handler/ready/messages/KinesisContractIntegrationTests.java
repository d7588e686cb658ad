package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.KinesisServer;
import io.millrace.testkit.KinesisServer.Entry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stream of three shards: each change arrives, those of an item in order and in one shard, some of them twice. */
class KinesisContractIntegrationTests extends HandlerContract {

    private static KinesisServer kinesis;

    private String stream;

    @BeforeAll
    static void startServer() {
        kinesis = KinesisServer.start();
    }

    @AfterAll
    static void stopServer() {
        if (kinesis != null) {
            kinesis.close();
        }
    }

    @BeforeEach
    void makePlace() {
        stream = kinesis.stream("stream-" + UUID.randomUUID());
    }

    @Override
    protected URI server() {
        return kinesis.endpoint();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return List.of("type: kinesis", "stream: " + stream, "endpoint: " + endpoint);
    }

    @Override
    protected Answer throttling() {
        return new Answer(
                400,
                "application/x-amz-json-1.1",
                "{\"__type\": \"ProvisionedThroughputExceededException\", \"message\": \"too fast\"}");
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return History.large(sequenceNumber, 1024 * 1024);
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        Map<String, List<Entry>> arrived = kinesis.entries(stream).stream()
                .collect(Collectors.groupingBy(
                        entry -> change(entry).at("/keys/id").stringValue()));
        Map<String, List<DynamodbStreamRecord>> expected = history.stream()
                .collect(Collectors.groupingBy(
                        record -> record.getDynamodb().getKeys().get("id").getS()));

        assertThat(arrived.keySet()).isEqualTo(expected.keySet());
        expected.forEach((item, changes) -> assertEffectOf(changes, arrived.get(item)));
    }

    /** What comes again is followed by all that came behind it. */
    private static void assertEffectOf(List<DynamodbStreamRecord> changes, List<Entry> entries) {
        List<String> expected = changes.stream().map(History::number).toList();
        List<String> arrived = entries.stream()
                .map(entry -> change(entry).path("sequenceNumber").stringValue())
                .toList();

        assertThat(arrived.stream().distinct()).isEqualTo(expected);
        assertThat(arrived).endsWith(expected.get(expected.size() - 1));
        assertThat(entries.stream().map(Entry::shard).distinct()).hasSize(1);
    }

    private static JsonNode change(Entry entry) {
        return JsonMapper.shared().readTree(entry.data());
    }
}
