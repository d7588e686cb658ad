package io.millrace.handler.ready.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Front;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.MailServer;
import io.millrace.testkit.SmtpFront;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A mail server: each change has its mail, some of them twice. */
class SmtpContractIntegrationTests extends HandlerContract {

    private static MailServer mail;

    @BeforeAll
    static void startServer() {
        mail = MailServer.start();
    }

    @AfterAll
    static void stopServer() {
        mail.close();
    }

    @BeforeEach
    void empty() {
        mail.clear();
    }

    @Override
    protected URI server() {
        return mail.endpoint();
    }

    @Override
    protected Front front(URI server) {
        return new SmtpFront(server);
    }

    @Override
    protected Answer throttling() {
        throw new IllegalStateException("SmtpFront knows");
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return Marks.settings(
                "transport: smtp",
                "smtp: { host: 127.0.0.1, port: %d, encryption: none }".formatted(endpoint.getPort()));
    }

    /** A connection is for one mail, and nothing tries it again by itself. */
    @Override
    protected String route() {
        return "retry: { max-attempts: 4, backoff: 1ms }";
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return Marks.withAddress(sequenceNumber, "ada@example.com, eve@example.com");
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        assertThat(Set.copyOf(mail.subjects())).isEqualTo(Marks.of(history));
    }
}
