package io.millrace.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * In front of a server that speaks HTTP. Requests pass as they are, with the host that they were signed for. Any thread may
 * call.
 */
public final class HttpFront implements Front {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private static final Set<String> NOT_OURS = Set.of("connection", "content-length", "upgrade", "expect");
    private static final Set<String> NOT_BACK = Set.of("connection", "content-length", "transfer-encoding");

    private final HttpClient client = client();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger calls = new AtomicInteger();
    private final Function<Headers, URI> target;
    private final Answer throttling;
    private final int port;
    private volatile IntFunction<Fault> faultOfCall = call -> Fault.NONE;
    private @Nullable HttpServer server;

    /** An answer of a server. */
    public record Answer(int status, String contentType, String body) {}

    /**
     * Starts one.
     *
     * @param throttling how the server says that it has too much to do
     */
    public HttpFront(URI target, Answer throttling) {
        this(request -> target, throttling);
    }

    /**
     * Starts one in front of several.
     *
     * @param target the one that a request is for, by its headers
     */
    public HttpFront(Function<Headers, URI> target, Answer throttling) {
        this.target = target;
        this.throttling = throttling;
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    /** A client that may be the first of this process, as the JDK reads but once what clients may do. */
    static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpServer listen(int at) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            made.createContext("/", this::handle);
            made.setExecutor(threads);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void script(IntFunction<Fault> script) {
        calls.set(0);
        faultOfCall = script;
    }

    @Override
    public int calls() {
        return calls.get();
    }

    @Override
    public synchronized void down() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public synchronized void up() {
        if (server == null) {
            server = listen(port);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (faultOfCall.apply(calls.getAndIncrement())) {
                case NONE -> answer(exchange, forward(exchange, body));
                case ERROR -> answer(exchange, new Answer(500, "text/plain", "out of order"));
                case THROTTLED -> answer(exchange, throttling);
                case HANG_UP -> {}
                case HANG_UP_AFTERWARDS -> forward(exchange, body);
                case DIE -> down();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        target.apply(exchange.getRequestHeaders()).resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":") && !NOT_BACK.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
        exchange.getResponseBody().write(response.body());
    }

    @Override
    public void close() {
        down();
        threads.shutdownNow();
    }
}
