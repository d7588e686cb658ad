package io.millrace.handler.ready.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.handler.ready.mail.Letter.Body;
import io.millrace.handler.ready.mail.Letter.Envelope;
import io.millrace.handler.ready.mail.Letter.Event;
import io.millrace.testkit.Front.Fault;
import io.millrace.testkit.HttpFront;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.SesServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SesTransportIntegrationTests {

    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.region", "eu-central-1", "aws.accessKeyId", "local", "aws.secretAccessKey", "local");
    private static final Letter LETTER = new Letter(
            Event.of("mailer", Mails.change()),
            new Envelope(
                    new Address("Things, \"and\" more", "things@example.com"),
                    List.of(new Address("Zoë", "zoe@example.com"), new Address(null, "ada@example.com")),
                    List.of(new Address(null, "bob@example.com")),
                    List.of(new Address(null, "eve@example.com")),
                    List.of(new Address(null, "answers@example.com"))),
            "Größe 🎷",
            new Body("plain", "<p>html</p>"));

    @BeforeEach
    void setCredentials() {
        CREDENTIALS.forEach(System::setProperty);
    }

    @AfterEach
    void clearCredentials() {
        CREDENTIALS.keySet().forEach(System::clearProperty);
    }

    @Test
    void sendsToEachOfItsRecipientsInOneCall() {
        try (SesServer ses = SesServer.start()) {
            send(ses.endpoint(), LETTER);

            assertThat(ses.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.path("from").asString()).isEqualTo("\"Things, \\\"and\\\" more\" <things@example.com>");
                assertThat(texts(mail.at("/destination/to")))
                        .containsExactly("=?UTF-8?B?Wm/Dqw==?= <zoe@example.com>", "ada@example.com");
                assertThat(texts(mail.at("/destination/cc"))).containsExactly("bob@example.com");
                assertThat(texts(mail.at("/destination/bcc"))).containsExactly("eve@example.com");
                assertThat(texts(mail.path("replyTo"))).containsExactly("answers@example.com");
                assertThat(mail.path("subject").asString()).isEqualTo("Größe 🎷");
                assertThat(mail.at("/body/text").asString()).isEqualTo("plain");
                assertThat(mail.at("/body/html").asString()).isEqualTo("<p>html</p>");
                assertThat(mail.at("/headers/0/name").asString()).isEqualTo("X-Millrace-Event");
                assertThat(mail.at("/headers/0/value").asString())
                        .isEqualTo(LETTER.event().id())
                        .matches("[0-9a-f]{32}");
            });
        }
    }

    @Test
    void saysWhyAMailIsRefusedAndNotWhoItIsFor() {
        Answer refusal = new Answer(400, "application/json", """
                {"__type": "MessageRejected",
                 "message": "Email address is not verified. The following identities failed: ada@example.com"}""");
        try (HttpFront front = new HttpFront(URI.create("http://127.0.0.1:1"), refusal)) {
            front.script(call -> Fault.THROTTLED);

            assertThatThrownBy(() -> send(front.address(), LETTER))
                    .hasMessageMatching("SES refused the mail: MessageRejected, status 400, request .*")
                    .hasMessageNotContaining("@")
                    .hasNoCause();
            assertThat(front.calls()).isEqualTo(1);
        }
    }

    private static void send(URI endpoint, Letter letter) {
        try (AwsClients clients = new AwsClients(List::of)) {
            SesTransport.of(clients, "mailer", new ClientSettings("eu-central-1", endpoint))
                    .send(letter);
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
