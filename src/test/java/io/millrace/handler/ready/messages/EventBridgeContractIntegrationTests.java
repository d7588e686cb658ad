package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.EventBridgeServer;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront.Answer;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

/** A bus: each change arrives, some of them twice. */
class EventBridgeContractIntegrationTests extends HandlerContract {

    private static EventBridgeServer eventBridge;

    private String bus;

    @BeforeAll
    static void startServer() {
        eventBridge = EventBridgeServer.start();
    }

    @AfterAll
    static void stopServer() {
        if (eventBridge != null) {
            eventBridge.close();
        }
    }

    @BeforeEach
    void makePlace() {
        bus = "bus-" + UUID.randomUUID();
    }

    @Override
    protected URI server() {
        return eventBridge.endpoint();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return List.of("type: eventbridge", "bus: " + bus, "endpoint: " + endpoint);
    }

    @Override
    protected Answer throttling() {
        return new Answer(
                400,
                "application/x-amz-json-1.1",
                "{\"__type\": \"ThrottlingException\", \"message\": \"Rate exceeded\"}");
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return History.large(sequenceNumber, 1024 * 1024);
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        assertThat(eventBridge.events(bus).stream()
                        .map(event -> JsonMapper.shared()
                                .readTree(event.path("Detail").stringValue()))
                        .map(change -> change.path("sequenceNumber").stringValue())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        history.stream().map(History::number).toList());
    }
}
