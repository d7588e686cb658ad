package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.SnsServer;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

/** A standard topic: each change arrives in the queue that subscribes to it, some of them twice. */
class SnsContractIntegrationTests extends HandlerContract {

    private static SnsServer sns;

    private SnsServer.Topic topic;

    @BeforeAll
    static void startServer() {
        sns = SnsServer.start();
    }

    @AfterAll
    static void stopServer() {
        if (sns != null) {
            sns.close();
        }
    }

    @BeforeEach
    void makePlace() {
        topic = sns.topic(nameOf(UUID.randomUUID()));
    }

    String nameOf(UUID id) {
        return "topic-" + id;
    }

    @Override
    protected URI server() {
        return sns.endpoint();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return List.of("type: sns", "topic-arn: " + topic.arn(), "endpoint: " + endpoint);
    }

    @Override
    protected Answer throttling() {
        return new Answer(400, "text/xml", """
                <ErrorResponse><Error><Type>Sender</Type><Code>Throttled</Code><Message>too fast</Message></Error>\
                <RequestId>1</RequestId></ErrorResponse>""");
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return History.large(sequenceNumber, 256 * 1024);
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        assertThat(Set.copyOf(arrived())).isEqualTo(Set.copyOf(numbers(history)));
    }

    /** The sequence numbers of the changes in the queue. */
    final List<String> arrived() {
        return sns.take(topic).stream()
                .map(message -> JsonMapper.shared().readTree(message.body()))
                .map(change -> change.path("sequenceNumber").stringValue())
                .toList();
    }

    static List<String> numbers(List<DynamodbStreamRecord> records) {
        return records.stream().map(History::number).toList();
    }
}
