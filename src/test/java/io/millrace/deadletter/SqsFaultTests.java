package io.millrace.deadletter;

import static io.millrace.deadletter.Letters.letters;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.DeadLetterStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.Md5Checksum;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.BinaryUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No emulator ever refuses a part of a batch, so a server of our own does. */
class SqsFaultTests {

    private final Map<String, Integer> attempts = new HashMap<>();
    private final List<String> kept = new ArrayList<>();
    private IntFunction<Fault> faultOfCall = call -> Fault.NONE;
    private Map<Integer, Refusal> refusals = Map.of();
    private int calls;
    private HttpServer server;
    private SqsClient client;

    private enum Fault {
        NONE,
        ERROR,
        HANG_UP,
        HANG_UP_AFTERWARDS
    }

    /**
     * Of the record of a sequence number.
     *
     * @param times how often it is refused
     */
    private record Refusal(int times, boolean senderFault) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        client = SqsClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(Limits::set)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void sendsAgainWhatWasRefusedForNow() {
        refusals = Map.of(1003, new Refusal(2, false), 1012, new Refusal(1, false));

        assertThat(keep(letters(15))).isEmpty();

        assertThat(kept).hasSize(15).doesNotHaveDuplicates();
        assertThat(attempts).containsEntry("1003", 3).containsEntry("1012", 2).containsEntry("1001", 1);
    }

    @Test
    void givesUpWhatIsRefusedForGood() {
        refusals = Map.of(1003, new Refusal(100, true), 1004, new Refusal(100, false));

        List<DeadLetterStore.Unkept> unkept = keep(letters(15));

        assertThat(numbers(unkept)).containsExactlyInAnyOrder("1003", "1004");
        assertThat(unkept.get(0).cause().getMessage()).contains("refused the dead letter: Code, in the script");
        assertThat(kept).hasSize(13);
        assertThat(attempts).containsEntry("1003", 1).containsEntry("1004", 4);
    }

    @Test
    void keepsEachThroughErrorsAndBrokenConnections() {
        faultOfCall = call -> Fault.values()[call % 4];

        assertThat(keep(letters(25))).isEmpty();

        assertThat(Set.copyOf(kept)).hasSize(25);
    }

    @Test
    void trustsNoCallThatFailed() {
        faultOfCall = call -> call < 6 ? Fault.ERROR : Fault.NONE;

        List<DeadLetterStore.Unkept> unkept = keep(letters(15));

        assertThat(unkept).hasSize(10);
        assertThat(kept).hasSize(5).doesNotContainAnyElementsOf(numbers(unkept));
    }

    private List<DeadLetterStore.Unkept> keep(List<DeadLetter> letters) {
        String queue =
                "http://127.0.0.1:%d/1/queue".formatted(server.getAddress().getPort());
        return new SqsDeadLetters(() -> client, queue, Optional.empty(), wait -> {}).keep(letters);
    }

    private static List<String> numbers(List<DeadLetterStore.Unkept> unkept) {
        return unkept.stream()
                .map(one -> one.letter().failure().sequenceNumber().text())
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (faultOfCall.apply(calls++)) {
                case NONE -> answer(exchange, 200, response(body));
                case ERROR -> answer(exchange, 500, "{}");
                case HANG_UP -> {}
                case HANG_UP_AFTERWARDS -> response(body);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
    }

    private String response(byte[] request) {
        List<String> successful = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (JsonNode entry : JsonMapper.shared().readTree(request).path("Entries")) {
            String id = entry.path("Id").stringValue();
            String message = entry.path("MessageBody").stringValue();
            String number = DeadLetterEntry.read(message).record().getDynamodb().getSequenceNumber();
            int attempt = attempts.merge(number, 1, Integer::sum);
            Refusal refusal = refusals.getOrDefault(Integer.valueOf(number), new Refusal(0, false));
            if (attempt <= refusal.times()) {
                failed.add("{\"Id\": \"%s\", \"Code\": \"Code\", \"Message\": \"in the script\", \"SenderFault\": %s}"
                        .formatted(id, refusal.senderFault()));
            } else {
                kept.add(number);
                successful.add("{\"Id\": \"%s\", \"MessageId\": \"m-%s\", \"MD5OfMessageBody\": \"%s\"}"
                        .formatted(id, number, md5(message)));
            }
        }
        return "{\"Successful\": [%s], \"Failed\": [%s]}"
                .formatted(
                        successful.stream().collect(Collectors.joining(",")),
                        failed.stream().collect(Collectors.joining(",")));
    }

    private static String md5(String text) {
        Md5Checksum checksum = new Md5Checksum();
        checksum.update(text.getBytes(UTF_8));
        return BinaryUtils.toHex(checksum.getChecksumBytes());
    }
}
