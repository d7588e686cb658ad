package io.millrace.handler.ready.search;

import io.millrace.handler.kit.CallTries;
import io.millrace.handler.kit.Client;
import io.millrace.handler.kit.Patience;
import io.millrace.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls of a cluster, with JSON in both directions. A call that found the cluster unreachable or overloaded is repeated, and
 * thus must be safe to repeat. No try begins after the patience of the handler's call has ended. Any thread may call.
 */
final class Calls implements AutoCloseable {

    /** Waits between tries, and between rounds. */
    static final Duration FIRST_WAIT = Duration.ofMillis(50);

    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final URI endpoint;
    private final Signing signing;
    private final Time time;
    private final Client<SdkHttpClient> client = new Client<>(() -> UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(Patience.MOST)
            .build());

    Calls(URI endpoint, Signing signing, Time time) {
        this.endpoint = endpoint;
        this.signing = signing;
        this.time = time;
    }

    /**
     * Makes a call.
     *
     * @param target path and query
     * @throws CallFailedException if the cluster reports a failure
     * @throws IOException if the cluster is unreachable
     */
    JsonNode call(SdkHttpMethod method, String target, String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        CallTries tries = new CallTries(time, Patience.end(time.clock()), FIRST_WAIT, LONGEST_WAIT);
        while (true) {
            try {
                return once(method, target, bytes);
            } catch (IOException e) {
                boolean again = !(e instanceof CallFailedException failed) || failed.again();
                if (!again || !tries.another()) {
                    throw e;
                }
            }
        }
    }

    private JsonNode once(SdkHttpMethod method, String target, byte[] body) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(method)
                .uri(URI.create(endpoint.toString().replaceFirst("/$", "") + target))
                .putHeader("Content-Type", target.startsWith("/_bulk") ? "application/x-ndjson" : "application/json")
                .putHeader("Accept", "application/json")
                .putHeader("Content-Length", String.valueOf(body.length))
                .build();
        HttpExecuteResponse response = client.get()
                .prepareRequest(HttpExecuteRequest.builder()
                        .request(signing.signed(request, body))
                        .contentStreamProvider(ContentStreamProvider.fromByteArray(body))
                        .build())
                .call();
        int status = response.httpResponse().statusCode();
        JsonNode json = json(response.responseBody().orElse(null), status);
        if (!response.httpResponse().isSuccessful()) {
            throw failed(status, json, method == SdkHttpMethod.PUT);
        }
        return json;
    }

    private static JsonNode json(@Nullable InputStream body, int status) throws IOException {
        if (body == null) {
            return MissingNode.getInstance();
        }
        try (body) {
            return JsonMapper.shared().readTree(body.readAllBytes());
        } catch (JacksonException e) {
            if (status < 300) {
                throw new IOException("the cluster answered with something else than JSON");
            }
            return MissingNode.getInstance();
        }
    }

    /** Leaves out the reason if it may repeat contents of an item. */
    private static CallFailedException failed(int status, JsonNode json, boolean withReason) {
        String type = json.path("error").path("type").asString("");
        String shown = withReason || status == 401 || status == 403 || status == 413 ? reason(json) : "";
        String text = "the cluster answered %d %s %s".formatted(status, type, shown);
        return new CallFailedException(status, type, text.strip().replaceAll(" +", " "));
    }

    /**
     * Returns the reason given by the cluster, or the first line of that given by Amazon OpenSearch Service, whose further
     * lines repeat the headers of the call.
     */
    private static String reason(JsonNode json) {
        return Stream.of("/error/reason", "/Message", "/message")
                .map(place -> json.at(place).asString(""))
                .flatMap(String::lines)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        client.close();
        signing.close();
    }
}
