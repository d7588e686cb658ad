package io.millrace.handler.ready.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;

/** Sends requests over connections that are kept, and discards the bodies of answers. Any thread may call. */
final class Connection implements AutoCloseable {

    private static final int NO_CONTENT = 204;

    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout for an answer to begin, and for it to end */
    Connection(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @throws IOException if there was no answer; the request may have arrived */
    HttpResponse<Void> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest timed = request.timeout(timeout).build();
        try {
            return client.send(timed, this::body);
        } catch (IOException e) {
            throw new IOException("no answer from %s".formatted(timed.uri().getAuthority()), e);
        }
    }

    /** Sets no time limit if there is no body to wait for. */
    private BodySubscriber<Void> body(ResponseInfo head) {
        boolean none = head.statusCode() == NO_CONTENT
                || head.headers().firstValueAsLong("Content-Length").orElse(-1) == 0;
        return none ? BodySubscribers.discarding() : new IgnoredBody(timeout);
    }

    /** Closes the client. Before Java 21, a client can't be closed and ends when nothing refers to it. */
    @Override
    public void close() throws Exception {
        if ((Object) client instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
