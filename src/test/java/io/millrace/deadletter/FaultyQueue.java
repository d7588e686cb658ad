package io.millrace.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.checksums.Md5Checksum;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.BinaryUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No emulator ever refuses a part of a batch, so a server of our own does. */
final class FaultyQueue implements AutoCloseable {

    private static final String OTHERS = """
            {"Successful": [], "Failed": [{"Id": "nobody's", "Code": "Code", "Message": "x", "SenderFault": false}]}""";

    private final Map<String, Integer> attempts = new HashMap<>();
    private final List<String> kept = new ArrayList<>();
    private volatile IntFunction<Fault> faultOfCall = call -> Fault.NONE;
    private volatile Map<Integer, Refusal> refusals = Map.of();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final SqsClient client;

    enum Fault {
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
    record Refusal(int times, boolean senderFault) {}

    private FaultyQueue() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        client = new AwsClients(List::of)
                .client("queue", new ClientSettings("eu-central-1", endpoint), LetterCalls.LIMITS, SqsClient::builder)
                .get();
    }

    static FaultyQueue start() throws IOException {
        FaultyQueue queue = new FaultyQueue();
        queue.server.start();
        return queue;
    }

    /** Which fault each call meets, by its number from 0. */
    void fail(IntFunction<Fault> faults) {
        faultOfCall = faults;
    }

    /** What it refuses, by the sequence number of its record. */
    void refuse(Map<Integer, Refusal> these) {
        refusals = these;
    }

    /** Lets calls that hang go on. */
    void release() {
        released.countDown();
    }

    String url() {
        return "http://127.0.0.1:%d/1/queue".formatted(server.getAddress().getPort());
    }

    SqsClient client() {
        return client;
    }

    int calls() {
        return calls.get();
    }

    /** How often the record of each sequence number came. */
    Map<String, Integer> attempts() {
        return attempts;
    }

    /** The sequence numbers of the records that it has. */
    List<String> kept() {
        return kept;
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
        threads.shutdownNow();
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
