package io.millrace.handler.ready.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.SesServer;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** SES: each change has its mail, some of them twice. */
class SesContractIntegrationTests extends HandlerContract {

    private static SesServer ses;

    @BeforeAll
    static void startServer() {
        ses = SesServer.start();
    }

    @AfterAll
    static void stopServer() {
        if (ses != null) {
            ses.close();
        }
    }

    @BeforeEach
    void empty() {
        ses.clear();
    }

    @Override
    protected URI server() {
        return ses.endpoint();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return Marks.settings("transport: ses", "endpoint: " + endpoint);
    }

    @Override
    protected Answer throttling() {
        return new Answer(
                429,
                "application/json",
                "{\"__type\": \"TooManyRequestsException\", \"message\": \"Maximum sending rate exceeded.\"}");
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return Marks.withAddress(sequenceNumber, "ada@example.com\r\nBcc: eve@example.com");
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        Set<String> subjects = ses.mails().stream()
                .map(mail -> mail.path("subject").asString())
                .collect(Collectors.toSet());
        assertThat(subjects).isEqualTo(Marks.of(history));
    }
}
