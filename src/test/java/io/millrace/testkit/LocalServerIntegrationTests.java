package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalServerIntegrationTests {

    @ParameterizedTest
    @ValueSource(strings = {"fauxqs/dist/cli.js", "kinesalite/cli.js", "aws-ses-v2-local/dist/cli.js"})
    void answersOnTheLoopbackInterface(String cli) throws Exception {
        try (LocalServer server = LocalServer.node(cli, Map.of())) {
            assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
            assertThat(status(server.endpoint())).isPositive();
        }
    }

    private static int status(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
