package io.millrace.local.dynoxide;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process of the program for one file, on undisclosed ports of the loopback interface. */
final class DynoxideProcess {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration PAUSE = Duration.ofMillis(2);

    /** At least ten seconds. */
    private static final int MOST_LOOKS = 5_000;

    /** Occasionally another process takes a free port before the program does. */
    private static final int TRIES = 3;

    private static final int LINES = 20;

    private final Process process;
    private final int port;
    private final int toolPort;
    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader = new Thread(this::read, "dynoxide");

    private DynoxideProcess(Process process, int port, int toolPort) {
        this.process = process;
        this.port = port;
        this.toolPort = toolPort;
    }

    /**
     * Starts it, and waits until it responds.
     *
     * @param token the token that its tools require
     * @throws LocalStartException if it does not start
     */
    static DynoxideProcess start(Dynoxide.Program program, DataDirectory directory, String token) {
        for (int tries = 1; ; tries++) {
            DynoxideProcess started = begin(program, directory, token);
            if (started.answers()) {
                return started;
            }
            String report = started.exitReport(); // while its output is readable
            started.end();
            if (tries == TRIES) {
                throw new LocalStartException(
                        "'%s' does not start: %s. It has to be the program dynoxide %s for %s."
                                .formatted(
                                        program.file(), report, Dynoxide.Program.VERSION, Dynoxide.Program.platform()),
                        null);
            }
        }
    }

    private static DynoxideProcess begin(Dynoxide.Program program, DataDirectory directory, String token) {
        int port = freePort();
        int toolPort = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                program.file().toAbsolutePath().toString(),
                "serve",
                "--host",
                LOOPBACK.getHostAddress(),
                "--port",
                String.valueOf(port),
                "--db-path",
                directory.database().toAbsolutePath().toString(),
                "--mcp",
                "--mcp-port",
                String.valueOf(toolPort));
        builder.environment().put("DYNOXIDE_MCP_AUTH_TOKEN", token);
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            DynoxideProcess begun = new DynoxideProcess(process, port, toolPort);
            ProcessFile.in(directory.path()).write(process.toHandle());
            begun.reader.setDaemon(true);
            begun.reader.start();
            return begun;
        } catch (IOException e) {
            throw new LocalStartException("'%s' can't be run: %s".formatted(program.file(), e.getMessage()), e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(this::keep);
        } catch (IOException | UncheckedIOException e) {
            log.debug("The output of dynoxide can't be read", e);
        }
    }

    private void keep(String line) {
        log.debug("dynoxide: {}", line);
        synchronized (lines) {
            lines.add(line);
            if (lines.size() > LINES) {
                lines.remove();
            }
        }
    }

    private boolean answers() {
        for (int looks = 0; process.isAlive() && looks < MOST_LOOKS; looks++) {
            if (List.of(port, toolPort).stream().allMatch(DynoxideProcess::isOpen)) {
                return process.isAlive();
            }
            awaitExit(PAUSE);
        }
        return false;
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean awaitExit(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Adds a listener that is called when it ends, for whatever reason. */
    void onExit(Runnable ended) {
        process.onExit().thenRun(ended);
    }

    /** Its exit code and its last output. */
    String exitReport() {
        awaitReader();
        synchronized (lines) {
            return "%s: %s"
                    .formatted(
                            process.isAlive() ? "no answer" : "exit code " + process.exitValue(),
                            String.join(" | ", lines));
        }
    }

    /** Waits for the reader: output may be read after the process has ended. */
    private void awaitReader() {
        try {
            reader.join(process.isAlive() ? 1 : 1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The address of its DynamoDB API. */
    URI api() {
        return URI.create("http://%s:%d/".formatted(LOOPBACK.getHostAddress(), port));
    }

    /** The address of its tools. */
    URI tools() {
        return URI.create("http://%s:%d/mcp".formatted(LOOPBACK.getHostAddress(), toolPort));
    }

    /** Stops it. The effects of completed calls are in its file. */
    void end() {
        process.destroy();
        if (!awaitExit(Duration.ofSeconds(2))) {
            process.destroyForcibly();
            awaitExit(Duration.ofSeconds(2));
        }
    }
}
