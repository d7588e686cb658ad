package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = MillraceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.forward-headers-strategy=framework")
class ExplainControllerTests {

    @Value("${local.server.port}")
    private int port;

    @Test
    void showsTheRoutes() throws Exception {
        HttpResponse<String> answer = send(request("routes").GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .path(0)
                        .path("table")
                        .asString())
                .isEqualTo("Products");
    }

    @Test
    void explainsAnEvent() throws Exception {
        HttpResponse<String> answer =
                send(request("explain").POST(BodyPublishers.ofFile(Path.of("events/pettracker-insert.json"))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"key\":\"sort-key\",\"met\":true")
                .contains("\"handlers\":[\"petAdded\",\"petWelcome\"]");
    }

    @Test
    void refusesWhatIsNoEvent() throws Exception {
        HttpResponse<String> answer = send(request("explain").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    /** A page of another site reaches this machine under that site's name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example\r\nX-Forwarded-Host: localhost",
                "Host: localhost\r\nX-Forwarded-For: 127.0.0.1",
                "Host: localhost\r\nForwarded: for=8.8.8.8",
                "Host: localhost\r\nX-Real-IP: 8.8.8.8",
                "Host: localhost\r\nVia: 1.1 proxy",
            })
    void isNotThereForOthers(String headers) throws IOException {
        assertThat(get(headers)).startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: localhost", "Host: LOCALHOST:8080", "Host: 127.0.0.1", "Host: [::1]:80"})
    void isThereUnderNamesOfThisMachine(String headers) throws IOException {
        assertThat(get(headers)).startsWith("HTTP/1.1 200");
    }

    private String get(String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("GET /_millrace/routes HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n"
                            .formatted(headers)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/_millrace/%s".formatted(port, path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
