package io.millrace.handler.ready.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Begins answers, and ends none until it is closed. */
record EndlessServer(HttpServer server, ExecutorService threads, CountDownLatch end) implements AutoCloseable {

    static EndlessServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        EndlessServer endless = new EndlessServer(server, Executors.newCachedThreadPool(), new CountDownLatch(1));
        server.setExecutor(endless.threads);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            endless.await();
            exchange.close();
        });
        server.start();
        return endless;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
