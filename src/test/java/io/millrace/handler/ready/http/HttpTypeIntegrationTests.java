package io.millrace.handler.ready.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.millrace.change.Change;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import io.millrace.testkit.WebhookServer;
import io.millrace.testkit.WebhookServer.Answer;
import io.millrace.testkit.WebhookServer.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is posted: events, signatures and headers. */
class HttpTypeIntegrationTests {

    private final Hooks hooks = new Hooks();

    @AutoClose
    private final WebhookServer receiver = WebhookServer.start();

    private final String url = receiver.address() + "/hook?token=hidden";

    @Test
    void writesHalfACharacterAsAnEscape() throws Exception {
        hooks.handler(url)
                .handle(Records.insert()
                        .sequenceNumber("1")
                        .key("id", Attributes.s("a"))
                        .after("note", Attributes.s("half \uD83D"))
                        .change());

        assertThat(receiver.requests("/hook").get(0).body()).contains("\"note\":\"half \\uD83D\"");
    }

    @Test
    void postsEachKindOfChangeAsACloudEvent() throws Exception {
        var handler = hooks.handler(url);
        handler.handle(Hooks.change());
        handler.handle(Records.remove()
                .eventId("e2")
                .sequenceNumber("2")
                .key("id", Attributes.s("a"))
                .before("n", Attributes.n("1.50"))
                .change());

        List<Request> requests = receiver.requests("/hook");
        assertThat(requests).extracting(Request::method).containsOnly("POST");
        assertThat(requests)
                .extracting(request -> request.header("Content-Type"))
                .containsOnly("application/cloudevents+json");
        assertThat(requests.get(0).body())
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"e1\","
                        + "\"source\":\"arn:aws:dynamodb:us-east-1:123456789012:table/Products/stream/2026-01-01T00:00:00.000\","
                        + "\"type\":\"io.millrace.insert\",\"subject\":\"{\\\"id\\\":\\\"a\\\"}\","
                        + "\"time\":\"2026-11-21T09:08:07Z\",\"datacontenttype\":\"application/json\","
                        + "\"data\":{\"table\":\"Products\",\"event\":\"INSERT\",\"sequenceNumber\":\"1\","
                        + "\"keys\":{\"id\":\"a\"},\"new\":{\"price\":12345678901234567890.5,\"name\":\"ü\"}}}");
        CloudEvent removed = Events.read(requests.get(1).body());
        assertThat(removed.getType()).isEqualTo("io.millrace.remove");
        assertThat(removed.getTime()).isNull();
        assertThat(requests.get(1).body()).endsWith("\"old\":{\"n\":1.50}}}");
    }

    @Test
    void describesEventsAsItIsTold() throws Exception {
        hooks.describing(url, "com.example.orders", "/orders", "id", "name").handle(Hooks.change());

        CloudEvent event = event();
        assertThat(event.getType()).isEqualTo("com.example.orders.insert");
        assertThat(event.getSource()).hasToString("/orders");
        assertThat(event.getSubject()).isNull();
        assertThat(receiver.requests("/hook").get(0).body())
                .endsWith("\"keys\":{},\"new\":{\"price\":12345678901234567890.5}}}");
    }

    @Test
    void makesAUriOfWhateverATableIsCalled() throws Exception {
        var record = Records.insert().key("id", Attributes.s("a"));
        hooks.handler(url).handle(record.table("Game Events\"").change());
        hooks.handler(url).handle(Change.of(record.arn(null).build(), "Game Events/ü"));

        assertThat(receiver.requests("/hook"))
                .extracting(request -> Events.read(request.body()).getSource().toString())
                .containsExactly(
                        "arn:aws:dynamodb:us-east-1:123456789012:table/Game%20Events%22/stream/2026-01-01T00:00:00.000",
                        "table/Game%20Events%2F%C3%BC");
    }

    @Test
    void signsEachTryAtItsTime() throws Exception {
        receiver.answerInTurn(new Answer(503, Map.of("Retry-After", "2")), new Answer(204));

        hooks.signing(url, Map.of()).handle(Hooks.change());

        List<Request> requests = receiver.requests("/hook");
        assertThat(requests)
                .extracting(request -> request.header("webhook-timestamp"))
                .containsExactly("1795255200", "1795255202");
        assertThat(requests).allSatisfy(request -> {
            Instant time = Instant.ofEpochSecond(Long.parseLong(request.header("webhook-timestamp")));
            Map<String, String> headers = Signature.of(Hooks.SECRET)
                    .headers("e1", time, request.body().getBytes(StandardCharsets.UTF_8));
            headers.forEach((name, value) -> assertThat(request.header(name)).isEqualTo(value));
        });
    }

    @Test
    void sendsTheHeadersOfItsSettingsAndTellsNoneOfThem() throws Exception {
        hooks.signing(url, Map.of("Authorization", "Bearer hidden", "X-Key", "a b"))
                .handle(Hooks.change());

        Request request = receiver.requests("/hook").get(0);
        assertThat(request.header("authorization")).isEqualTo("Bearer hidden");
        assertThat(request.header("x-key")).isEqualTo("a b");
        assertThat(Headers.of(Map.of("X-Key", "hidden"))).hasToString("[X-Key]");
        assertThat(new HttpType.Settings(
                        url, Map.of("X-Key", "hidden"), "hidden", "hidden", null, null, null, Duration.ZERO))
                .hasToString("Settings");
    }

    private CloudEvent event() {
        return Events.read(receiver.requests("/hook").get(0).body());
    }
}
