package io.millrace.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** In front of a server that speaks SMTP; a call is a connection. Any thread may call. */
public final class SmtpFront implements Front {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final URI target;
    private final int port;
    private volatile IntFunction<Fault> faultOfCall = call -> Fault.NONE;
    private @Nullable ServerSocket server;

    public SmtpFront(URI target) {
        this.target = target;
        this.server = listen(0);
        this.port = server.getLocalPort();
    }

    private ServerSocket listen(int at) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            threads.execute(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                open.add(client);
                threads.execute(() -> answer(client, faultOfCall.apply(calls.getAndIncrement())));
            } catch (IOException e) {
                return; // it is down
            }
        }
    }

    @Override
    public URI address() {
        return URI.create("smtp://127.0.0.1:" + port);
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
            close(server);
            server = null;
        }
        open.forEach(SmtpFront::close);
        open.clear();
    }

    @Override
    public synchronized void up() {
        if (server == null) {
            server = listen(port);
        }
    }

    private void answer(Socket client, Fault fault) {
        try (client) {
            client.setTcpNoDelay(true); // or each answer takes 40 ms
            switch (fault) {
                case NONE -> pass(client, false);
                case HANG_UP_AFTERWARDS -> pass(client, true);
                case ERROR -> say(client, "554 5.3.2 out of order");
                case THROTTLED -> say(client, "421 4.7.0 try again later");
                case HANG_UP -> {}
                case DIE -> down();
            }
        } catch (IOException e) {
            // the client, or the server, has gone
        } finally {
            open.remove(client);
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void pass(Socket client, boolean hangUp) throws IOException {
        try (Socket behind = new Socket(target.getHost(), target.getPort())) {
            behind.setTcpNoDelay(true);
            open.add(behind);
            threads.execute(() -> copy(client, behind));
            answers(behind, client, hangUp);
        }
    }

    private static void copy(Socket client, Socket behind) {
        try (InputStream in = client.getInputStream();
                OutputStream out = behind.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // one of them has gone
        }
    }

    /** Passes on what the server says; at most up to where it would say that it has taken the mail. */
    private static void answers(Socket behind, Socket client, boolean hangUp) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(behind.getInputStream(), StandardCharsets.US_ASCII));
        boolean inData = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (inData && hangUp) {
                return;
            }
            say(client, line);
            inData = line.startsWith("354");
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        down();
        threads.shutdownNow();
    }
}
