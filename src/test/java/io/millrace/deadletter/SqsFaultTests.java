package io.millrace.deadletter;

import static io.millrace.deadletter.Letters.letters;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.aws.QueueUrl;
import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.DeadLetterStore;
import io.millrace.dispatch.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    private static final String OTHERS = """
            {"Successful": [], "Failed": [{"Id": "nobody's", "Code": "Code", "Message": "x", "SenderFault": false}]}""";

    private final Map<String, Integer> attempts = new HashMap<>();
    private final List<String> kept = new ArrayList<>();
    private IntFunction<Fault> faultOfCall = call -> Fault.NONE;
    private Map<Integer, Refusal> refusals = Map.of();
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<Duration> waits = new ArrayList<>();
    private Deadline deadline = Deadline.NONE;
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private SqsClient client;

    private enum Fault {
        NONE,
        ERROR,
        HANG_UP,
        HANG_UP_AFTERWARDS,
        NAME_NOTHING,
        NAME_OTHERS,
        HANG
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
        server.setExecutor(threads);
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
        threads.shutdownNow();
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
        assertThat(unkept.get(0).cause().getMessage()).contains("refused the message: Code, in the script");
        assertThat(kept).hasSize(13);
        assertThat(attempts).containsEntry("1003", 1).containsEntry("1004", 4);
    }

    @Test
    void keepsEachThroughErrorsAndBrokenConnections() {
        faultOfCall = call -> Fault.values()[call % 6];

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

    @ParameterizedTest
    @EnumSource(names = {"NAME_NOTHING", "NAME_OTHERS"})
    void takesWhatTheQueueSaysNothingOfForFailed(Fault fault) {
        faultOfCall = call -> fault;

        assertThat(keep(letters(2)))
                .extracting(unkept -> unkept.cause().getMessage())
                .containsOnly(
                        "Queue '%s' does not say whether it has the message: it answers for 0 of 2".formatted(queue()))
                .hasSize(2);
        assertThat(calls.get()).isEqualTo(4);
    }

    @Test
    void sendsAgainWhatTheQueueSaysNothingOf() {
        faultOfCall = call -> call == 0 ? Fault.NAME_NOTHING : Fault.NONE;

        assertThat(keep(letters(12))).isEmpty();

        assertThat(kept).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void waitsForNoQueueLongerThanTheInvocationLasts() {
        faultOfCall = call -> Fault.HANG;
        Instant start = Instant.now();
        deadline = Deadline.at(start.plusMillis(1_500), InstantSource.system());

        List<DeadLetterStore.Unkept> unkept = keep(letters(25));

        released.countDown();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(1_500));
        assertThat(unkept).hasSize(25);
    }

    @Test
    void callsNoQueueWithoutTime() {
        deadline = Deadline.at(Instant.EPOCH.plusMillis(90), InstantSource.fixed(Instant.EPOCH));

        assertThat(keep(letters(2)))
                .extracting(unkept -> unkept.cause().getMessage())
                .containsExactly("No time is left for another call", "No time is left for another call");
        assertThat(calls.get()).isZero();
    }

    private String queue() {
        return "http://127.0.0.1:%d/1/queue".formatted(server.getAddress().getPort());
    }

    private List<DeadLetterStore.Unkept> keep(List<DeadLetter> letters) {
        return new SqsDeadLetters(() -> client, QueueUrl.find(queue()).orElseThrow(), Optional.empty(), waits::add)
                .keep(letters, deadline);
    }

    private static List<String> numbers(List<DeadLetterStore.Unkept> unkept) {
        return unkept.stream()
                .map(one -> one.letter().failure().sequenceNumber().text())
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (faultOfCall.apply(calls.getAndIncrement())) {
                case NONE -> answer(exchange, 200, response(body));
                case ERROR -> answer(exchange, 500, "{}");
                case HANG_UP -> {}
                case HANG_UP_AFTERWARDS -> response(body);
                case NAME_NOTHING -> answer(exchange, 200, "{}");
                case HANG -> hang();
                case NAME_OTHERS -> answer(exchange, 200, OTHERS);
            }
        }
    }

    private void hang() {
        try {
            released.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
