package io.millrace.handler.ready.http;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.RecordHandler;
import io.millrace.handler.kit.CallTries;
import io.millrace.handler.kit.Client;
import io.millrace.handler.kit.Patience;
import io.millrace.time.Time;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Posts one change at a time, and repeats a post that the server can't accept now, no sooner than the server asks. After some
 * seconds the change is left to the route's own policy, since the whole batch waits.
 */
final class Webhook implements RecordHandler, AutoCloseable {

    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Statuses of requests that may be accepted later. Source: RFC 9110 for 408, RFC 8470 for 425, RFC 6585 for 429. */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429);

    private final Endpoint endpoint;
    private final CloudEvent event;
    private final Client<Connection> connection;
    private final Time time;

    Webhook(Endpoint endpoint, CloudEvent event, Client<Connection> connection, Time time) {
        this.endpoint = endpoint;
        this.event = event;
        this.connection = connection;
        this.time = time;
    }

    /** The server can't accept the event now. */
    private static final class NotNowException extends IOException {

        /** How long the server asks to wait. */
        private final Duration wish;

        NotNowException(String text, Duration wish) {
            super(text);
            this.wish = wish;
        }
    }

    @Override
    public void handle(Change<Item> change) throws IOException, InterruptedException {
        byte[] body = event.of(change);
        CallTries tries = new CallTries(time, Patience.end(time.clock()), FIRST_WAIT, LONGEST_WAIT);
        for (Optional<IOException> failure = post(change.eventId(), body);
                failure.isPresent();
                failure = post(change.eventId(), body)) {
            IOException cause = failure.get();
            if (!tries.another(cause instanceof NotNowException notNow ? notNow.wish : Duration.ZERO)) {
                throw cause;
            }
        }
    }

    /** Returns why the event has not arrived, if another try may succeed. */
    private Optional<IOException> post(String id, byte[] body) throws InterruptedException {
        try {
            judge(connection.get().send(endpoint.post(id, body, now())));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private void judge(HttpResponse<Void> answer) throws NotNowException {
        int status = answer.statusCode();
        if (status >= 500 || NOT_NOW.contains(status)) {
            throw new NotNowException(text(status, ""), RetryAfter.of(answer.headers(), now()));
        }
        if (status >= 300 && status < 400) {
            throw new IllegalStateException(text(status, ", and redirects are not followed"));
        }
        if (status >= 300) {
            throw new IllegalStateException(text(status, ""));
        }
    }

    private String text(int status, String more) {
        return "%s answered with status %d%s".formatted(endpoint, status, more);
    }

    private Instant now() {
        return time.clock().instant();
    }

    @Override
    public void close() {
        connection.close();
    }
}
