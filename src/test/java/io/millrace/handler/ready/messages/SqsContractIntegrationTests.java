package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.SqsServer;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

/** A standard queue: each change arrives, some of them twice. */
class SqsContractIntegrationTests extends HandlerContract {

    private static SqsServer sqs;

    private String queue;

    @BeforeAll
    static void startServer() {
        sqs = SqsServer.start();
    }

    @AfterAll
    static void stopServer() {
        sqs.close();
    }

    @BeforeEach
    void makePlace() {
        queue = makeQueue("queue-" + UUID.randomUUID());
    }

    String makeQueue(String name) {
        return sqs.queue(name);
    }

    static SqsServer sqs() {
        return sqs;
    }

    @Override
    protected URI server() {
        return sqs.endpoint();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return List.of("type: sqs", "queue-url: " + endpoint + URI.create(queue).getPath());
    }

    @Override
    protected Answer throttling() {
        return new Answer(
                400,
                "application/x-amz-json-1.0",
                "{\"__type\": \"com.amazonaws.sqs#RequestThrottled\", \"message\": \"too fast\"}");
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return History.large(sequenceNumber, 1024 * 1024);
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        assertThat(Set.copyOf(arrived())).isEqualTo(Set.copyOf(numbers(history)));
    }

    /** The sequence numbers of the changes in the queue. */
    final List<String> arrived() {
        return sqs.take(queue).stream()
                .map(message -> JsonMapper.shared().readTree(message.body()))
                .map(change -> change.path("sequenceNumber").stringValue())
                .toList();
    }

    static List<String> numbers(List<DynamodbStreamRecord> records) {
        return records.stream().map(History::number).toList();
    }
}
