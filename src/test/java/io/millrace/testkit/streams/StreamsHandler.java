package io.millrace.testkit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the service's protocol, JSON 1.0, and lets go wrong what is scripted. */
final class StreamsHandler implements HttpHandler {

    private static final String TARGET = "DynamoDBStreams_20120810.";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Script script;
    private final Operations operations;
    private final RecordPages pages;
    private final Readers readers = new Readers();

    private record Answer(int status, byte[] body) {

        static Answer of(int status, JsonNode body) {
            return new Answer(status, JSON.writeValueAsBytes(body));
        }
    }

    StreamsHandler(Account account, Script script) {
        this.script = script;
        this.operations = new Operations(account);
        this.pages = new RecordPages(account);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String operation = operation(exchange);
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<Fault> fault = script.next(operation);
            if (fault.filter(Fault.HungUp.class::isInstance).isEmpty()) {
                Answer answer = answer(operation, body, fault.orElse(null));
                send(exchange, answer, fault.filter(Fault.Cut.class::isInstance).isPresent());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String operation(HttpExchange exchange) {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        return target.startsWith(TARGET) ? target.substring(TARGET.length()) : target;
    }

    private Answer answer(String operation, byte[] body, @Nullable Fault fault) throws InterruptedException {
        if (fault instanceof Fault.Garbage garbage) {
            return new Answer(200, garbage.body().getBytes(UTF_8));
        }
        try {
            return Answer.of(200, SdkJson.of(answer(operation, request(body), fault)));
        } catch (StreamsError e) {
            Map<String, String> error = Map.of("__type", e.type(), "message", String.valueOf(e.getMessage()));
            return Answer.of(e.status(), JSON.valueToTree(error));
        }
    }

    private static Request request(byte[] body) {
        try {
            return new Request(JSON.readTree(body));
        } catch (JacksonException e) {
            throw StreamsError.of("SerializationException", "The body is no JSON");
        }
    }

    private SdkPojo answer(String operation, Request request, @Nullable Fault fault) throws InterruptedException {
        try (Readers.Reading reading = begin(operation, request)) {
            if (fault instanceof Fault.Slow slow) {
                slow.until().await();
            }
            if (fault instanceof Fault.Failure failure) {
                throw StreamsError.of(failure.code(), failure.message());
            }
            if (fault instanceof Fault.EmptyPage) {
                return pages.empty(request);
            }
            SdkPojo answer = operations.answer(operation, request);
            return fault instanceof Fault.Without without ? without(without, (DescribeStreamResponse) answer) : answer;
        }
    }

    private static DescribeStreamResponse without(Fault.Without lacking, DescribeStreamResponse answer) {
        StreamDescription described = answer.streamDescription();
        List<Shard> shards = described.shards().stream()
                .filter(shard -> !lacking.shardIds().contains(shard.shardId()))
                .toList();
        return DescribeStreamResponse.builder()
                .streamDescription(described.toBuilder().shards(shards).build())
                .build();
    }

    private Readers.Reading begin(String operation, Request request) {
        return operation.equals("GetRecords")
                ? readers.begin(
                        ShardIterator.parse(request.required("ShardIterator")).shardId())
                : () -> {};
    }

    private static void send(HttpExchange exchange, Answer answer, boolean cut) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body(), 0, cut ? answer.body().length / 2 : answer.body().length);
    }
}
