package io.millrace.function.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = {MillraceApplication.class, UserFunctionsExample.class},
        webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class HttpProblemsTests {

    private static final String KNOWN_FUNCTIONS = "Known functions: [books, failing, game-events, latest, millrace, "
            + "note, orders, pettracker, products, receipt, receipts, soon, uppercase].";
    private static final String TOO_LARGE =
            "The body is larger than 6291456 bytes, the most that Lambda accepts. Send fewer records.";

    @LocalServerPort
    private int port;

    private FunctionClient client;

    @BeforeEach
    void connect() {
        client = new FunctionClient(port);
    }

    @Test
    void refusesWhatIsNotJson(CapturedOutput output) throws Exception {
        String body = "{\"Records\": [\n  a-secret]}";

        assertProblem(
                client.postJson("products", body),
                "/products",
                400,
                "Not an event that can be handled",
                "The event is not JSON: the error is at line 2, column 3.");
        assertLine(output, "POST /products 400: The event is not JSON: the error is at line 2, column 3.");
    }

    @Test
    void refusesAnEmptyBody() throws Exception {
        assertProblem(
                client.postJson("millrace", ""),
                "/millrace",
                400,
                "Not an event that can be handled",
                "The event is empty.");
    }

    @Test
    void refusesJsonOfAnotherShape(CapturedOutput output) throws Exception {
        String detail = "This is not a DynamoDB stream event: it has no field 'Records'.";

        assertProblem(
                client.postJson("millrace", "{\"order\": \"a-secret\"}"),
                "/millrace",
                400,
                "Not an event that can be handled",
                detail);
        assertLine(output, "POST /millrace 400: " + detail);
    }

    @Test
    void refusesRecordsThatLackWhatEveryRecordHas() throws Exception {
        assertProblem(
                client.postJson("products", "{\"Records\": [{\"eventID\": \"e-1\", \"dynamodb\": {}}]}"),
                "/products",
                400,
                "Not an event that can be handled",
                "The record with eventID 'e-1' has no dynamodb.SequenceNumber, so a failure of it could not be "
                        + "reported. None of its batch is handled.");
    }

    @Test
    void refusesAnotherContentType(CapturedOutput output) throws Exception {
        String detail = "The Content-Type is 'text/plain'. Send the event as application/json: "
                + "curl --json @event.json, or -H 'Content-Type: application/json'.";

        assertProblem(
                client.post("products", "text/plain", BodyPublishers.ofString("a-secret")),
                "/products",
                415,
                "Not JSON",
                detail);
        assertLine(output, "POST /products 415: " + detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "millrace", "products"})
    void refusesABodyThatDoesNotSayWhatItIs(String path) throws Exception {
        assertProblem(
                client.postWith(path),
                "/" + path,
                415,
                "Not JSON",
                "The Content-Type is missing. Send the event as application/json: curl --json @event.json, or "
                        + "-H 'Content-Type: application/json'.");
    }

    @ParameterizedTest
    @CsvSource({
        "Host, shop.example:8080",
        "Host, shop.example",
        "Origin, https://shop.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void runsNothingForPagesOfOtherSites(String header, String value) throws Exception {
        for (String path : List.of("", "millrace", "products")) {
            HttpResponse<String> response = client.postWith(path, "Content-Type", "application/json", header, value);

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body())
                    .contains(
                            "\"detail\":\"Requests from this machine have to address it as localhost or 127.0.0.1, and must not come from a page of another site. Behind a proxy on this machine set "
                                    + "millrace.http.guard to false.\"");
        }
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge(CapturedOutput output) throws Exception {
        byte[] body = new byte[Body.LIMIT + 1];

        assertProblem(
                client.post("products", "application/json", BodyPublishers.ofByteArray(body)),
                "/products",
                413,
                "Body too large",
                TOO_LARGE);
        assertLine(output, "POST /products 413: " + TOO_LARGE);
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() throws Exception {
        byte[] body = new byte[Body.LIMIT + 1];

        assertProblem(
                client.post(
                        "uppercase",
                        "application/json",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))),
                "/uppercase",
                413,
                "Body too large",
                TOO_LARGE);
    }

    @Test
    void takesABodyOfJustTheLimit() throws Exception {
        String body = "{\"Records\": []}" + " ".repeat(Body.LIMIT - 15);

        assertThat(client.postJson("millrace", body).body()).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void knowsNoOtherFunctions(CapturedOutput output) throws Exception {
        String detail = "There is no function 'prodcts'. " + KNOWN_FUNCTIONS;

        assertProblem(client.postJson("prodcts", "{}"), "/prodcts", 404, "No such function", detail);
        assertLine(output, "POST /prodcts 404: " + detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prodcts/", "products/", "note/"})
    void knowsNoFunctionWithASlashBehindItsName(String path) throws Exception {
        String detail = "There is no function '%s'. %s".formatted(path, KNOWN_FUNCTIONS);

        assertProblem(client.postJson(path, "{}"), "/" + path, 404, "No such function", detail);
    }

    @Test
    void hidesHandlers() throws Exception {
        assertProblem(
                client.postJson("bookLog", "{\"Records\": []}"),
                "/bookLog",
                404,
                "No such function",
                "There is no function 'bookLog'. " + KNOWN_FUNCTIONS);
    }

    @Test
    void getsNothingFromATableFunction() throws Exception {
        assertProblem(
                client.get("products"),
                "/products",
                405,
                "Event expected",
                "Function 'products' takes a DynamoDB stream event: curl --json @event.json http://127.0.0.1:%d/products"
                        .formatted(port));
    }

    @Test
    void getsNothingFromAFunctionThatIsNoSupplier() throws Exception {
        assertProblem(
                client.get("receipt"), "/receipt", 405, "Wrong method", "Function 'receipt' is called with POST.");
    }

    @Test
    void postsNothingToASupplier() throws Exception {
        assertProblem(
                client.postJson("latest", "{}"),
                "/latest",
                405,
                "Wrong method",
                "Function 'latest' is called with GET.");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, products, POST, Event expected",
        "DELETE, millrace, POST, Event expected",
        "PATCH, receipt, POST, Wrong method",
        "PUT, latest, GET, Wrong method"
    })
    void saysWhichMethodAFunctionIsCalledWith(String method, String function, String right, String title)
            throws Exception {
        HttpResponse<String> response = client.send(method, function);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains(right);
        assertThat(response.body()).contains("\"title\":\"%s\"".formatted(title));
    }

    private static void assertProblem(
            HttpResponse<String> response, String path, int status, String title, String detail) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body())
                .isEqualTo(
                        "{\"detail\":\"%s\",\"instance\":\"%s\",\"status\":%d,\"title\":\"%s\",\"type\":\"about:blank\"}"
                                .formatted(detail, path, status, title));
    }

    private static void assertLine(CapturedOutput output, String line) {
        assertThat(output.getOut().lines().filter(text -> text.contains(" WARN ")))
                .singleElement()
                .asString()
                .endsWith(": " + line);
        assertThat(output).doesNotContain("a-secret");
    }
}
