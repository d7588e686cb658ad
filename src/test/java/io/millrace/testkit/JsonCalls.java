package io.millrace.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of a server that answers in JSON, past any client of AWS. */
final class JsonCalls {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private JsonCalls() {}

    static JsonNode get(URI address) {
        return send(HttpRequest.newBuilder(address));
    }

    static void put(URI address, Object body) {
        send(HttpRequest.newBuilder(address)
                .PUT(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    /** An operation as clients of AWS ask for it, with a signature that only looks like one. */
    static JsonNode call(URI address, String target, Object body) {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .header("X-Amz-Date", "20261121T100000Z")
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("%d: %s".formatted(response.statusCode(), response.body()));
            }
            return response.body().isEmpty()
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
