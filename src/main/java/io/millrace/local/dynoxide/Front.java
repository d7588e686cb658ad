package io.millrace.local.dynoxide;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database's HTTP server: it accepts requests from this machine only, and responds as AWS would. */
final class Front implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");

    /** DynamoDB's largest request has 16 MB. */
    private static final int MOST_BYTES = 17 * 1024 * 1024;

    static {
        // otherwise each response waits 40 ms for an acknowledgement
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Calls calls;

    private Front(HttpServer server, Calls calls) {
        this.server = server;
        this.calls = calls;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "dynamodb");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any that is free
     * @throws LocalStartException if the port is in use
     */
    static Front listen(int port, Calls calls) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
            Front front = new Front(server, calls);
            server.createContext("/", front::handle);
            server.setExecutor(front.threads);
            server.start();
            return front;
        } catch (IOException e) {
            throw new LocalStartException(
                    "The local database can't listen on 127.0.0.1:%d: %s. Another one may be running there; end it, or set millrace.local.port to another port, 0 for any."
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Guard> refusal = Guard.refuse(exchange.getRequestMethod(), exchange.getRequestHeaders());
            if (refusal.isPresent()) {
                send(exchange, refusal.get().answer());
            } else if (exchange.getRequestMethod().equals("POST")) {
                send(exchange, answer(exchange));
            } else {
                send(
                        exchange,
                        new Answer(
                                200, "healthy: dynamodb.us-east-1.amazonaws.com ".getBytes(StandardCharsets.US_ASCII)));
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        try {
            if (body.length > MOST_BYTES) {
                throw ApiException.invalid("The request has more than 16 MB");
            }
            return calls.answer(Call.of(exchange.getRequestHeaders(), body));
        } catch (ApiException e) {
            return e.answer();
        } catch (UncheckedIOException e) {
            log.debug("The program does not respond", e); // the log has its end already
            return failed(e);
        } catch (RuntimeException e) {
            log.error("The local database can't answer", e);
            return failed(e);
        }
    }

    private static Answer failed(RuntimeException cause) {
        ApiException error = new ApiException(
                "com.amazonaws.dynamodb.v20120810#InternalServerError", String.valueOf(cause.getMessage()));
        return new Answer(500, error.answer().body());
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().set("x-amz-crc32", String.valueOf(checksum.getValue()));
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        boolean bodiless =
                answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
