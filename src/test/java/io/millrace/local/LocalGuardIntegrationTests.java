package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import io.millrace.local.database.LocalDynamoDb;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/** What pages of other sites, and other machines, get. */
@SpringBootTest(
        classes = MillraceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.profiles.active=local", "millrace.local.port=0"})
@DirtiesContext
class LocalGuardIntegrationTests {

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private LocalDynamoDb database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /_millrace/feed",
                "GET /_millrace/state",
                "GET /_millrace/events",
                "GET /_millrace/changes/1",
                "POST /_millrace/send?function=millrace",
                "POST /_millrace/dynamodb",
                "POST /millrace",
                "POST /products"
            })
    void refusesPagesOfOtherSites(String request) throws IOException {
        String own = "127.0.0.1:" + port;
        assertThat(status(port, request, "Host: " + own, "Origin: https://evil.example"))
                .isEqualTo(403);
        assertThat(status(port, request, "Host: " + own, "Origin: null")).isEqualTo(403);
        assertThat(status(port, request, "Host: " + own, "Origin: http://127.0.0.1:1"))
                .isEqualTo(403);
        assertThat(status(port, request, "Host: " + own, "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /_millrace/state",
                "GET /_millrace/console/console.js",
                "GET /_millrace/%66eed",
                "GET /%5Fmillrace/state",
                "GET /_millrace/../_millrace/state",
                "POST /_millrace/dynamodb"
            })
    void isNotThereUnderAnotherName(String request) throws IOException {
        assertThat(status(port, request, "Host: evil.example")).isIn(400, 404);
    }

    @Test
    void runsNoFunctionForASiteThatTakesTheAddressOfThisMachine() throws IOException {
        assertThat(status(port, "POST /millrace", "Host: evil.example:8080", "Origin: http://evil.example:8080"))
                .isEqualTo(403);
    }

    @Test
    void letsItsOwnPageIn() throws IOException {
        String own = "127.0.0.1:" + port;
        assertThat(status(port, "GET /_millrace/state", "Host: " + own, "Origin: http://" + own))
                .isEqualTo(200);
        assertThat(status(port, "GET /", "Host: " + own, "Accept: text/html", "Sec-Fetch-Site: none"))
                .isEqualTo(200);
    }

    @Test
    void letsTheConsoleDoNoMoreThanItNeeds() throws IOException {
        String own = "127.0.0.1:" + port;
        String type = "Content-Type: application/x-amz-json-1.0";
        assertThat(status(
                        port,
                        "POST /_millrace/dynamodb",
                        "Host: " + own,
                        type,
                        "X-Amz-Target: DynamoDB_20120810.DeleteTable"))
                .isEqualTo(403);
        assertThat(status(port, "GET /_millrace/events/..%2Fpom.xml", "Host: " + own))
                .isIn(400, 404);
        assertThat(status(port, "GET /_millrace/console/nothere.js", "Host: " + own))
                .isEqualTo(404);
    }

    @Test
    void takesNothingForTheDatabaseThatAFormOrAPageCouldSend() throws IOException {
        int databasePort = database.endpoint().getPort();
        String list = "X-Amz-Target: DynamoDB_20120810.ListTables";
        assertThat(status(databasePort, "POST /", "Host: localhost", list)).isEqualTo(415);
        assertThat(status(databasePort, "POST /", "Host: localhost", list, "Content-Type: text/plain"))
                .isEqualTo(415);
        assertThat(status(databasePort, "GET /", "Host: localhost", "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
    }

    @Test
    void keepsTheDatabaseToThisMachineToo() throws IOException {
        int databasePort = database.endpoint().getPort();
        String request = "POST /";
        assertThat(status(databasePort, request, "Host: evil.example")).isEqualTo(403);
        assertThat(status(databasePort, request, "Host: localhost", "Origin: https://evil.example"))
                .isEqualTo(403);
        assertThat(status(databasePort, request, "Host: localhost", "Origin: http://localhost:3000"))
                .isNotEqualTo(403);
    }

    /** Sends no more than these headers. */
    private static int status(int port, String request, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String text = request + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);
            String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9));
        }
    }
}
