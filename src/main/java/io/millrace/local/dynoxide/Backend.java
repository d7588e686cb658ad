package io.millrace.local.dynoxide;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Calls the program. */
final class Backend {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Supplier<URI> address;

    /** @param address resolved at each call */
    Backend(Supplier<URI> address) {
        this.address = address;
    }

    /**
     * Forwards a call unchanged.
     *
     * @throws UncheckedIOException if there is no response
     */
    Answer send(Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.get()).timeout(LIMIT).header("X-Amz-Target", call.target());
        call.headers().forEach(request::header);
        return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(call.body()))
                .build());
    }

    static Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("Interrupted while waiting for the database"));
        } catch (IOException e) {
            throw new UncheckedIOException("The database does not respond: " + e.getMessage(), e);
        }
    }

    /** Makes an internal call, which has to succeed. */
    ObjectNode ask(Call call) {
        return success(call.operation(), send(call));
    }

    /** The JSON of the response to an internal call. */
    static ObjectNode success(String operation, Answer answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException("%s: status %d, %s"
                    .formatted(operation, answer.status(), new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return answer.json();
    }
}
