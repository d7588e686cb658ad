package io.millrace.handler.ready.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import io.millrace.testkit.WebhookServer;
import io.millrace.testkit.WebhookServer.Answer;
import io.millrace.testkit.WebhookServer.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTypeIntegrationTests {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final Hooks hooks = new Hooks();
    private WebhookServer receiver;
    private String url;

    @BeforeEach
    void start() {
        receiver = WebhookServer.start();
        url = receiver.address() + "/hook?token=hidden";
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

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
        handler.handle(change());
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
        hooks.describing(url, "com.example.orders", "/orders", "id", "name").handle(change());

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
        answer(new Answer(503, Map.of("Retry-After", "2")), new Answer(204));

        hooks.signing(url, Map.of()).handle(change());

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
                .handle(change());

        Request request = receiver.requests("/hook").get(0);
        assertThat(request.header("authorization")).isEqualTo("Bearer hidden");
        assertThat(request.header("x-key")).isEqualTo("a b");
        assertThat(Headers.of(Map.of("X-Key", "hidden"))).hasToString("[X-Key]");
        assertThat(new HttpType.Settings(url, Map.of("X-Key", "hidden"), "hidden", "hidden", null, null, null, SHORT))
                .hasToString("Settings");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void postsAgainWhatTheServerCanNotTakeNow(int status) throws Exception {
        answer(new Answer(status), new Answer(status), new Answer(200));

        hooks.handler(url).handle(change());

        assertThat(receiver.requests("/hook"))
                .hasSize(3)
                .extracting(Request::body)
                .containsOnly(receiver.requests("/hook").get(0).body());
        assertThat(hooks.waits()).containsExactly(SHORT, SHORT.multipliedBy(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 307, 308, 400, 401, 404, 409, 410, 422})
    void failsAtOnceWhatTheServerRefuses(int status) {
        answer(new Answer(status, Map.of("Location", url, "Retry-After", "1")));

        assertThatThrownBy(() -> hooks.handler(url).handle(change()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(receiver.address() + " answered with status " + status
                        + (status < 400 ? ", and no redirect is followed" : ""));
        assertThat(receiver.requests("/hook")).hasSize(1);
    }

    @Test
    void waitsAsLongAsTheServerWants() throws Exception {
        answer(
                new Answer(429, Map.of("Retry-After", "3")),
                new Answer(503, Map.of("Retry-After", "Sat, 21 Nov 2026 10:00:05 GMT")),
                new Answer(429, Map.of("Retry-After", "0")),
                new Answer(202));

        hooks.handler(url).handle(change());

        assertThat(hooks.waits()).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(2), SHORT.multipliedBy(4));
    }

    @Test
    void leavesLongWaitsToTheRoute() {
        answer(new Answer(429, Map.of("Retry-After", "6")));

        assertThatThrownBy(() -> hooks.handler(url).handle(change()))
                .isInstanceOf(IOException.class)
                .hasMessage(receiver.address() + " answered with status 429");
        assertThat(hooks.waits()).isEmpty();
    }

    @Test
    void givesUpAfterFiveTriesOrTwentySeconds() {
        receiver.answer(request -> new Answer(500));
        assertThatThrownBy(() -> hooks.handler(url).handle(change())).isInstanceOf(IOException.class);
        assertThat(receiver.requests("/hook")).hasSize(5);

        receiver.forget();
        receiver.answer(request -> {
            hooks.pass(Duration.ofSeconds(9));
            return new Answer(500);
        });
        assertThatThrownBy(() -> hooks.handler(url).handle(change())).isInstanceOf(IOException.class);
        assertThat(receiver.requests("/hook")).hasSize(3);
    }

    @Test
    void triesAgainWhereNobodyListensAndTellsNoCredentials() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThatThrownBy(() -> hooks.handler("http://127.0.0.1:%d/?token=hidden".formatted(port))
                        .handle(change()))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer from 127.0.0.1:" + port);
        assertThat(hooks.waits()).hasSize(4);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void waitsNoLongerThanItsTimeoutForAnAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + silent.getLocalPort();
            assertThatThrownBy(() ->
                            hooks.impatient(address, Duration.ofMillis(200)).handle(change()))
                    .isInstanceOf(IOException.class)
                    .hasCauseInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void endsAnAnswerThatDoesNotEnd() throws IOException {
        try (EndlessServer server = EndlessServer.start()) {
            assertThatThrownBy(() -> hooks.impatient(server.url(), Duration.ofMillis(200))
                            .handle(change()))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("the answer does not end");
        }
    }

    private CloudEvent event() {
        return Events.read(receiver.requests("/hook").get(0).body());
    }

    private static Change<Item> change() {
        return Records.insert()
                .eventId("e1")
                .sequenceNumber("1")
                .createdAt(Instant.parse("2026-11-21T09:08:07Z"))
                .key("id", Attributes.s("a"))
                .after("price", Attributes.n("12345678901234567890.5"))
                .after("name", Attributes.s("ü"))
                .change();
    }

    /** One after the other. */
    private void answer(Answer... answers) {
        Iterator<Answer> all = List.of(answers).iterator();
        receiver.answer(request -> all.next());
    }
}
