package io.millrace.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A receiver of webhooks in this process, on a free port of the loopback interface: it keeps what it is sent, and answers 204, or
 * as it is told. Any thread may call.
 */
public final class WebhookServer implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms
    }

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Function<Request, Answer> script = request -> new Answer(204);

    /** What it was sent. */
    public record Request(String method, String path, Headers headers, String body) {

        /** The header's value. */
        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** What it answers. */
    public record Answer(int status, Map<String, String> headers) {

        public Answer(int status) {
            this(status, Map.of());
        }
    }

    private WebhookServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public static WebhookServer start() {
        try {
            return new WebhookServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How it answers from now on. What it answers with 2xx it has taken. */
    public void answer(Function<Request, Answer> answers) {
        script = answers;
    }

    /** One after the other from now on. */
    public void answerInTurn(Answer... answers) {
        Iterator<Answer> all = List.of(answers).iterator();
        answer(request -> all.next());
    }

    /** All requests at this path, in the order of their arrival. */
    public List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** Forgets all requests. */
    public void forget() {
        requests.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer answer = script.apply(request);
            requests.add(request);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
