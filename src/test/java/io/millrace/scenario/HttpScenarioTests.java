package io.millrace.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Orders remember nothing, since each file comes in twice. */
@SpringBootTest(
        classes = MillraceApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "millrace.tables.orders.routes.confirm.idempotency=none")
@ExtendWith(OutputCaptureExtension.class)
class HttpScenarioTests {

    private static final List<EventFile> FILES = EventFiles.all();

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @FieldSource("FILES")
    void answersAsTheEntryFunction(EventFile file, CapturedOutput output) throws Exception {
        HttpResponse<String> response = post("millrace", file);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).isEqualTo(file.response());
        file.assertLog(output.getAll());
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void saysWhatTheTableFunctionDid(EventFile file, CapturedOutput output) throws Exception {
        HttpResponse<String> response = post(file.function(), file);

        assertThat(response.statusCode()).isEqualTo(file.fails() ? 500 : 200);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains(file.fails() ? "application/problem+json" : "application/json");
        assertThat(response.body()).isEqualTo(file.answer());
        file.assertLog(output.getAll());
    }

    private HttpResponse<String> post(String function, EventFile file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/%s".formatted(port, function)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file.bytes()))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
