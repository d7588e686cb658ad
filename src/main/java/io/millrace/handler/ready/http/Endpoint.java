package io.millrace.handler.ready.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The URL that events are posted to, and what each request carries. */
record Endpoint(URI url, Headers headers, @Nullable Signature signature) {

    /** Returns the request for an event, at the time of a try. */
    HttpRequest.Builder post(String id, byte[] event, Instant time) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .POST(BodyPublishers.ofByteArray(event))
                .header("Content-Type", CloudEvent.CONTENT_TYPE);
        headers.values().forEach(request::setHeader);
        if (signature != null) {
            signature.headers(id, time, event).forEach(request::setHeader);
        }
        return request;
    }

    /** Leaves out path and query, which may contain credentials. */
    @Override
    public String toString() {
        return "%s://%s".formatted(url.getScheme(), url.getAuthority());
    }
}
