package io.millrace.handler.ready.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront;
import io.millrace.testkit.Records;
import io.millrace.testkit.WebhookServer;
import io.millrace.testkit.WebhookServer.Answer;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A receiver that drops what it has by its id: each change arrives, and those of an item in order. */
class HttpContractIntegrationTests extends HandlerContract {

    private static WebhookServer receiver;

    private String path;

    @BeforeAll
    static void startServer() {
        receiver = WebhookServer.start();
        receiver.answer(request -> new Answer(request.body().contains("poison") ? 422 : 204));
    }

    @AfterAll
    static void stopServer() {
        receiver.close();
    }

    @BeforeEach
    void makePlace() {
        path = "/changes/" + UUID.randomUUID();
    }

    /** Each is a call of its own, and each fault a wait. */
    @Override
    protected List<DynamodbStreamRecord> history(long seed, int records, int items) {
        return super.history(seed, Math.min(records, 80), items);
    }

    @Override
    protected URI server() {
        return receiver.address();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return List.of("type: http", "url: " + endpoint + path);
    }

    @Override
    protected HttpFront.Answer throttling() {
        return new HttpFront.Answer(429, "text/plain", "too fast");
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return Records.insert()
                .table(History.TABLE)
                .sequenceNumber(sequenceNumber)
                .key("id", Attributes.s("poison"))
                .build();
    }

    /** One item at a time and one table: the stream's own order. */
    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        Set<String> arrived = new LinkedHashSet<>();
        receiver.requests(path).stream()
                .map(request -> Events.read(request.body()))
                .map(event -> event.getId())
                .filter(id -> id.startsWith("event-"))
                .forEach(arrived::add);
        assertThat(arrived)
                .containsExactlyElementsOf(
                        history.stream().map(DynamodbStreamRecord::getEventID).toList());
    }
}
