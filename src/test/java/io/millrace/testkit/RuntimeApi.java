package io.millrace.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The Lambda service's side of the runtime API ("Using the Lambda runtime API for custom runtimes"), for one process,
 * on the loopback interface.
 */
final class RuntimeApi implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String INVOCATION = ROOT + "invocation/";
    private static final String FUNCTION_ARN = "arn:aws:lambda:eu-central-1:123456789012:function:millrace";
    private static final String TRACE_ID = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0";

    static {
        // Otherwise the body of a response waits up to 40 ms until the client has confirmed the head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final BlockingQueue<PendingInvocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, PendingInvocation> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Optional<String>> initialization = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile boolean ended;

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    static RuntimeApi start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RuntimeApi api = new RuntimeApi(server);
        server.setExecutor(api.threads);
        server.createContext(INVOCATION + "next", closing(api::next));
        server.createContext(INVOCATION, closing(api::answer));
        server.createContext(ROOT + "init/error", closing(api::initError));
        server.start();
        return api;
    }

    /** Host and port, as the environment variable {@code AWS_LAMBDA_RUNTIME_API} has them. */
    String address() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    void send(PendingInvocation invocation) {
        open.put(invocation.id(), invocation);
        waiting.add(invocation);
        if (ended) {
            invocation.abandon();
        }
    }

    /** Whoever waits for an answer, or for the end of the start, need not wait any longer. */
    void processEnded() {
        ended = true;
        initialization.complete(Optional.empty());
        open.values().forEach(PendingInvocation::abandon);
    }

    /** Whether the process has asked for its first event, has reported why it can't, or has ended. */
    boolean isInitialized() {
        return initialization.isDone();
    }

    Optional<String> initError() {
        return initialization.getNow(Optional.empty());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private void next(HttpExchange exchange) throws IOException {
        initialization.complete(Optional.empty());
        try {
            deliver(waiting.take(), exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(PendingInvocation invocation, HttpExchange exchange) throws IOException {
        describe(invocation, exchange.getResponseHeaders());
        byte[] event = invocation.take();
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private static void describe(PendingInvocation invocation, Headers headers) {
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(Instant.now().plus(invocation.remaining()).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", FUNCTION_ARN);
        headers.set("Lambda-Runtime-Trace-Id", TRACE_ID);
    }

    /** Handles {@code invocation/<id>/response} and {@code invocation/<id>/error}. */
    private void answer(HttpExchange exchange) throws IOException {
        String[] idAndKind = exchange.getRequestURI()
                .getPath()
                .substring(INVOCATION.length())
                .split("/");
        PendingInvocation invocation = open.remove(idAndKind[0]);
        if (invocation == null) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        invocation.answer(idAndKind[1].equals("response"), body(exchange));
        exchange.sendResponseHeaders(202, -1);
    }

    private void initError(HttpExchange exchange) throws IOException {
        initialization.complete(Optional.of(body(exchange)));
        exchange.sendResponseHeaders(202, -1);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    }

    private static HttpHandler closing(HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        };
    }
}
