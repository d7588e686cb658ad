package io.millrace.local.database;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** DynamoDB's own JSON protocol, for items that are JSON already and are to stay exact. */
public final class LocalApi {

    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI endpoint;

    LocalApi(URI endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * What DynamoDB answers.
     *
     * @param status of HTTP: 200, 400 or 500
     * @param json the answer, or {@code __type} and {@code message} of an error
     */
    public record Answer(int status, String json) {}

    /**
     * Calls an operation.
     *
     * @param operation such as {@code PutItem}
     * @param json its request
     */
    public Answer call(String operation, String json) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Authorization", SIGNED)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("DynamoDB Local was not waited for");
        }
    }
}
