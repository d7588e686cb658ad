package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.WebhookServer;
import io.millrace.testkit.WebhookServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A receiver of webhooks: one request for each change. */
final class HttpCase implements ThroughputCase {

    private static final String PATH = "/changes";

    private final WebhookServer receiver = WebhookServer.start();
    /** As the handler has it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private List<String> bodies = List.of();

    @Override
    public List<String> settings() {
        return List.of("type: http", "url: " + receiver.address() + PATH);
    }

    /** What had arrived at the last reset is posted again. */
    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        List<HttpRequest> calls = bodies.stream()
                .map(body -> HttpRequest.newBuilder(receiver.address().resolve(PATH))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(BodyPublishers.ofString(body))
                        .build())
                .toList();
        return () -> calls.forEach(this::send);
    }

    private void send(HttpRequest request) {
        try {
            client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void reset() {
        List<Request> arrived = receiver.requests(PATH);
        bodies = arrived.stream().map(Request::body).toList();
        receiver.forget();
    }

    @Override
    public void close() {
        receiver.close();
    }
}
