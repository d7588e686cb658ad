package io.millrace.function.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

@SpringBootTest(
        classes = {MillraceApplication.class, UserFunctionsExample.class},
        webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class HttpFunctionsTests {

    @LocalServerPort
    private int port;

    @Autowired
    private ServletWebServerApplicationContext context;

    private FunctionClient client;

    @BeforeEach
    void connect() {
        client = new FunctionClient(port);
    }

    @Test
    void listsWhatThereIsToCall() throws Exception {
        HttpResponse<String> response = client.get("");

        assertThat(response.body()).startsWith("{\"functions\":[").contains("\"millrace\"", "\"uppercase\"");
        assertThat(response.body()).doesNotContain("bookLog", "petDeleted", "functionRouter");
    }

    @Test
    void callsTheDefinedFunctionWhenNoneIsNamed() throws Exception {
        assertAnswer(client.postJson("", "{\"Records\":[]}"), 200, "{\"batchItemFailures\":[]}");
    }

    @Test
    void saysWhichMethodAFunctionWants() throws Exception {
        assertThat(client.get("products").headers().firstValue("Allow")).contains("POST");
        assertThat(client.postJson("latest", "{}").headers().firstValue("Allow"))
                .contains("GET");
    }

    @Test
    void handsTextToAFunctionOfText() throws Exception {
        assertAnswer(client.post("uppercase", "text/plain", BodyPublishers.ofString("abc")), 200, "ABC");
    }

    @Test
    void handsThePathToAFunctionOfText() throws Exception {
        assertAnswer(client.get("uppercase/abc"), 200, "ABC");
    }

    @Test
    void readsAndWritesRecordsAsJson() throws Exception {
        HttpResponse<String> response = client.postJson("receipt", "{\"id\":\"o-1\",\"quantity\":2}");

        assertAnswer(response, 200, "{\"order\":\"o-1\",\"price\":6}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void getsFromASupplier() throws Exception {
        assertAnswer(client.get("latest"), 200, "{\"order\":\"o-9\",\"price\":27}");
    }

    @Test
    void answersThatAConsumerAcceptedIt(CapturedOutput output) throws Exception {
        assertAnswer(client.postJson("note", "{\"id\":\"o-1\",\"quantity\":2}"), 202, "");
        assertThat(output).contains("Noted Order[id=o-1, quantity=2]");
    }

    @Test
    void handsAnArrayToAReactiveFunction() throws Exception {
        assertAnswer(
                client.postJson("receipts", "[{\"id\":\"o-1\",\"quantity\":2},{\"id\":\"o-2\",\"quantity\":3}]"),
                200,
                "[{\"order\":\"o-1\",\"price\":2},{\"order\":\"o-2\",\"price\":3}]");
    }

    @Test
    void answersWithAnEmptyArrayWhenAReactiveFunctionHasNothing() throws Exception {
        assertAnswer(client.postJson("receipts", "[]"), 200, "[]");
    }

    @Test
    void waitsForASingleValue() throws Exception {
        assertAnswer(
                client.postJson("soon", "{\"id\":\"o-1\",\"quantity\":2}"), 200, "{\"order\":\"o-1\",\"price\":2}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "millrace; {\"Records\":[]}; 200",
                "products; {\"Records\":[]}; 200",
                "products; {};               400",
                "receipt;  {\"id\":\"o-1\"}; 200",
            })
    void answersWithJsonWhateverIsAccepted(String function, String body, int status) throws Exception {
        HttpResponse<String> response = client.postJsonAccepting("text/csv", function, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).matches("application/(problem\\+)?json"));
    }

    @Test
    void tellsOfAFunctionThatFailed(CapturedOutput output) throws Exception {
        assertAnswer(
                client.postJson("failing", "{\"id\":\"o-1\",\"quantity\":2}"),
                500,
                "{\"detail\":\"java.lang.IllegalStateException\",\"instance\":\"/failing\",\"status\":500,"
                        + "\"title\":\"The function failed\",\"type\":\"about:blank\"}");
        assertThat(output)
                .contains("POST /failing failed")
                .contains("java.lang.IllegalStateException: Order o-1 can't be priced");
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() {
        Connector connector =
                ((TomcatWebServer) context.getWebServer()).getTomcat().getConnector();
        InetAddress address = ((AbstractProtocol<?>) connector.getProtocolHandler()).getAddress();

        assertThat(address.isLoopbackAddress()).isTrue();
    }

    private static void assertAnswer(HttpResponse<String> response, int status, String body) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
