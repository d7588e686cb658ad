package io.millrace.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SES that keeps what it is sent, in a process of its own. It looks at no signatures. */
public final class SesServer implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalServer server;

    private SesServer(LocalServer server) {
        this.server = server;
    }

    /** Starts one without mails. */
    public static SesServer start() {
        return new SesServer(LocalServer.node("aws-ses-v2-local/dist/cli.js", Map.of()));
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** The mails that it has taken, as requests of {@code SendEmail} in its own words. */
    public List<JsonNode> mails() {
        String store = send(HttpRequest.newBuilder(endpoint().resolve("/store")).build());
        return JsonMapper.shared().readTree(store).path("emails").valueStream().toList();
    }

    /** Forgets all mails. */
    public void clear() {
        send(HttpRequest.newBuilder(endpoint().resolve("/clear-store"))
                .POST(BodyPublishers.noBody())
                .build());
    }

    private String send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
