package io.millrace.handler.ready.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testkit.WebhookServer;
import io.millrace.testkit.WebhookServer.Answer;
import io.millrace.testkit.WebhookServer.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted again, how long it waits before that, and when it gives up. */
class HttpRetryIntegrationTests {

    private static final Duration SHORT = Duration.ofMillis(50);
    private final Hooks hooks = new Hooks();

    @AutoClose
    private final WebhookServer receiver = WebhookServer.start();

    private final String url = receiver.address() + "/hook?token=hidden";

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void postsAgainWhatTheServerCanNotTakeNow(int status) throws Exception {
        receiver.answerInTurn(new Answer(status), new Answer(status), new Answer(200));

        hooks.handler(url).handle(Hooks.change());

        assertThat(receiver.requests("/hook"))
                .hasSize(3)
                .extracting(Request::body)
                .containsOnly(receiver.requests("/hook").get(0).body());
        assertThat(hooks.waits()).containsExactly(SHORT, SHORT.multipliedBy(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 307, 308, 400, 401, 404, 409, 410, 422})
    void failsAtOnceWhatTheServerRefuses(int status) {
        receiver.answerInTurn(new Answer(status, Map.of("Location", url, "Retry-After", "1")));

        assertThatThrownBy(() -> hooks.handler(url).handle(Hooks.change()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(receiver.address() + " answered with status " + status
                        + (status < 400 ? ", and redirects are not followed" : ""));
        assertThat(receiver.requests("/hook")).hasSize(1);
    }

    @Test
    void waitsAsLongAsTheServerWants() throws Exception {
        receiver.answerInTurn(
                new Answer(429, Map.of("Retry-After", "3")),
                new Answer(503, Map.of("Retry-After", "Sat, 21 Nov 2026 10:00:05 GMT")),
                new Answer(429, Map.of("Retry-After", "0")),
                new Answer(202));

        hooks.handler(url).handle(Hooks.change());

        assertThat(hooks.waits()).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(2), SHORT.multipliedBy(4));
    }

    @Test
    void leavesLongWaitsToTheRoute() {
        receiver.answerInTurn(new Answer(429, Map.of("Retry-After", "6")));

        assertThatThrownBy(() -> hooks.handler(url).handle(Hooks.change()))
                .isInstanceOf(IOException.class)
                .hasMessage(receiver.address() + " answered with status 429");
        assertThat(hooks.waits()).isEmpty();
    }

    @Test
    void givesUpAfterFiveTriesOrTwentySeconds() {
        receiver.answer(request -> new Answer(500));
        assertThatThrownBy(() -> hooks.handler(url).handle(Hooks.change())).isInstanceOf(IOException.class);
        assertThat(receiver.requests("/hook")).hasSize(5);

        receiver.forget();
        receiver.answer(request -> {
            hooks.pass(Duration.ofSeconds(9));
            return new Answer(500);
        });
        assertThatThrownBy(() -> hooks.handler(url).handle(Hooks.change())).isInstanceOf(IOException.class);
        assertThat(receiver.requests("/hook")).hasSize(3);
    }

    @Test
    void triesAgainWhereNobodyListensAndTellsNoCredentials() throws IOException {
        try (Socket taken = new Socket()) { // which keeps others from the port, and does not listen
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> hooks.handler("http://127.0.0.1:%d/?token=hidden".formatted(port))
                            .handle(Hooks.change()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer from 127.0.0.1:" + port);
            assertThat(hooks.waits()).hasSize(4);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void waitsNoLongerThanItsTimeoutForAnAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + silent.getLocalPort();
            assertThatThrownBy(() ->
                            hooks.impatient(address, Duration.ofMillis(200)).handle(Hooks.change()))
                    .isInstanceOf(IOException.class)
                    .hasCauseInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void endsAnAnswerThatDoesNotEnd() throws IOException {
        try (EndlessServer server = EndlessServer.start()) {
            assertThatThrownBy(() -> hooks.impatient(server.url(), Duration.ofMillis(200))
                            .handle(Hooks.change()))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("the answer does not end");
        }
    }
}
