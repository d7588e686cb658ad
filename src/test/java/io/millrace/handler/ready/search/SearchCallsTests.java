package io.millrace.handler.ready.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.ready.search.SearchType.Authentication;
import io.millrace.handler.ready.search.SearchType.Settings;
import io.millrace.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent, and what becomes of answers that no real server gives when it is asked to. */
class SearchCallsTests {

    private static final String ABSENT = "200 {\"docs\":[{\"found\":false},{\"found\":false}]}";
    private static final String STORED = "200 {\"docs\":[{\"found\":true,\"_seq_no\":3,\"_primary_term\":1,"
            + "\"_source\":{\"version\":\"Products/2026-01-01T00:00:00.000 5\"}},{\"found\":false}]}";
    private static final String CREATED = "200 {\"items\":[{\"create\":{\"status\":201}}]}";
    private static final String TOO_MANY =
            "200 {\"items\":[{\"create\":{\"status\":429,\"error\":{\"type\":\"rejected_execution_exception\"}}}]}";

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private Duration slow = Duration.ZERO;
    private volatile Instant now = SearchIndex.NOW;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsAndWritesJustWhatItRead() throws Exception {
        answers.addAll(List.of(ABSENT, CREATED, STORED));

        assertThat(handle("5=1", Authentication.NONE)).isEmpty();

        assertThat(requests)
                .extracting(request -> request.replaceAll("(?s).*\n\n", ""))
                .containsExactly(
                        "{\"docs\":[{\"_index\":\"things\",\"_id\":\"a\",\"_source\":[\"version\"]},"
                                + "{\"_index\":\"things-tombstones\",\"_id\":\"a\",\"_source\":[\"version\"]}]}",
                        "{\"create\":{\"_index\":\"things\",\"_id\":\"a\"}}\n{\"n\":1,\"version\":\"Products/2026-01-01T00:00:00.000 5\"}\n",
                        "{\"docs\":[{\"_index\":\"things\",\"_id\":\"a\",\"_source\":[\"version\"]},"
                                + "{\"_index\":\"things-tombstones\",\"_id\":\"a\",\"_source\":[\"version\"]}]}");
        assertThat(requests).allMatch(request -> !request.contains("Authorization"));
    }

    @Test
    void waitsWhereADocumentComesTooFast() throws Exception {
        answers.addAll(List.of(ABSENT, TOO_MANY, ABSENT, TOO_MANY, ABSENT, CREATED, STORED));

        assertThat(handle("5=1", Authentication.NONE)).isEmpty();

        assertThat(waits).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void leavesADocumentThatKeepsComingTooFastToTheRoute() throws Exception {
        for (int i = 0; i < 5; i++) {
            answers.addAll(List.of(ABSENT, TOO_MANY));
        }

        assertThat(handle("5=1", Authentication.NONE).get(new SequenceNumber("5")))
                .hasMessage("the cluster answered 429 rejected_execution_exception for the document");
        assertThat(answers).isEmpty();
    }

    @Test
    void triesACallAgainThatFailed() throws Exception {
        answers.addAll(List.of("503 {}", "429 too fast", ABSENT, "502 <html>", CREATED, STORED));

        assertThat(handle("5=1", Authentication.NONE)).isEmpty();
    }

    @Test
    void waitsOnceForAClusterThatIsGone() throws Exception {
        server.stop(0);
        List<Change<Item>> changes = IntStream.range(0, 1201)
                .mapToObj(i -> SearchIndex.change("item-" + i, (1000 + i) + "=" + i))
                .toList();

        try (SearchHandler handler = handler(address(), Authentication.NONE, null, null)) {
            assertThat(handler.handle(changes)).hasSize(1201);
        }

        assertThat(waits).hasSize(4);
    }

    @Test
    void makesNoCallAgainThatTookLong() throws Exception {
        answers.addAll(List.of("503 {}", "503 {}"));
        slow = Duration.ofSeconds(11);

        assertThat(handle("5=1", Authentication.NONE).get(new SequenceNumber("5")))
                .hasMessage("the cluster answered 503");
        assertThat(answers).isEmpty();
    }

    @Test
    void saysWhoItIsByNameAndPassword() throws Exception {
        answers.addAll(List.of(STORED));

        assertThat(handle("5=1", Authentication.BASIC)).isEmpty();

        String credentials = Base64.getEncoder().encodeToString("user:swordfish".getBytes(StandardCharsets.UTF_8));
        assertThat(requests)
                .singleElement()
                .asString()
                .contains("\nAuthorization: [Basic %s]\n".formatted(credentials));
    }

    @Test
    void failsWhereItMayNotCome() throws Exception {
        answers.add("401 {\"error\":{\"type\":\"security_exception\",\"reason\":\"missing authentication\"}}");
        assertThat(handle("5=1", Authentication.BASIC).get(new SequenceNumber("5")))
                .hasMessage("the cluster answered 401");

        answers.add("403 {\"Message\":\"User: anonymous is not authorized to perform: es:ESHttpPost\"}");
        assertThat(handle("5=1", Authentication.NONE).get(new SequenceNumber("5")))
                .hasMessage("the cluster answered 403 User: anonymous is not authorized to perform: es:ESHttpPost");

        answers.add(
                "403 {\"message\":\"The request signature does not match.\\n\\nThe Canonical String should have been\"}");
        assertThat(handle("5=1", Authentication.NONE).get(new SequenceNumber("5")))
                .hasMessage("the cluster answered 403 The request signature does not match.");
    }

    @Test
    void signsCallsWithSigV4() throws Exception {
        answers.addAll(List.of(STORED));
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "secret");
        try {
            assertThat(handle("5=1", Authentication.SIGV4)).isEmpty();
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }

        String request = requests.get(0);
        String body = request.replaceAll("(?s).*\n\n", "");
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(request)
                .containsPattern(
                        "\nAuthorization: \\[AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-west-1/es/aws4_request, "
                                + "SignedHeaders=[a-z0-9;-]*host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}]\n")
                .containsIgnoringCase("x-amz-content-sha256: [" + hash + "]");
    }

    private Map<SequenceNumber, Throwable> handle(String change, Authentication authentication) throws Exception {
        String user = authentication == Authentication.BASIC ? "user" : null;
        String region = authentication == Authentication.SIGV4 ? "eu-west-1" : null;
        try (SearchHandler handler = handler(address(), authentication, user, region)) {
            return handler.handle(SearchIndex.changes("a", change));
        }
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private SearchHandler handler(
            String address, Authentication authentication, @Nullable String user, @Nullable String region) {
        Settings settings = new Settings(
                address,
                "things",
                null,
                null,
                null,
                null,
                null,
                "version",
                authentication,
                user,
                user == null ? null : "swordfish",
                region);
        assertThat(settings.toString()).doesNotContain("swordfish");
        return (SearchHandler) new SearchType(new Time(() -> now, waits::add)).handler("tried", settings);
    }

    private void answer(HttpExchange exchange) throws IOException {
        now = now.plus(slow);
        try (exchange) {
            StringBuilder request = new StringBuilder();
            request.append(exchange.getRequestURI()).append('\n');
            exchange.getRequestHeaders().forEach((name, values) -> request.append("%s: %s\n".formatted(name, values)));
            requests.add(request + "\n" + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String[] answer = answers.remove().split(" ", 2);
            byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
