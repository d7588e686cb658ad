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

/** The program at work on one file, on ports of the loopback interface that nobody is told of. */
final class DynoxideProcess {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration PAUSE = Duration.ofMillis(2);

    /** Ten seconds at least. */
    private static final int MOST_LOOKS = 5_000;

    /** A port that is free is another's by the time that the program takes it, once in a while. */
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
     * Starts it, and waits until it answers.
     *
     * @param token that its tools have to be asked with
     * @throws LocalStartException if it does not start
     */
    static DynoxideProcess start(DynoxideProgram program, DataDirectory directory, String token) {
        for (int tries = 1; ; tries++) {
            DynoxideProcess started = begin(program, directory, token);
            if (started.answers()) {
                return started;
            }
            String said = started.said(); // while its output can be read
            started.end();
            if (tries == TRIES) {
                throw new LocalStartException(
                        "'%s' does not start: %s. It is to be the program dynoxide %s for %s."
                                .formatted(program.file(), said, DynoxideProgram.VERSION, DynoxideProgram.platform()),
                        null);
            }
        }
    }

    private static DynoxideProcess begin(DynoxideProgram program, DataDirectory directory, String token) {
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
            log.debug("dynoxide is not heard any more", e);
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

    /** Has this called when it ends, by whatever. */
    void onExit(Runnable ended) {
        process.onExit().thenRun(ended);
    }

    /** Its exit code, and the last that it wrote. */
    String said() {
        awaitReader();
        synchronized (lines) {
            return "%s: %s"
                    .formatted(
                            process.isAlive() ? "no answer" : "exit code " + process.exitValue(),
                            String.join(" | ", lines));
        }
    }

    /** What a process has written is read after its end, too. */
    private void awaitReader() {
        try {
            reader.join(process.isAlive() ? 1 : 1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it speaks DynamoDB. */
    URI api() {
        return URI.create("http://%s:%d/".formatted(LOOPBACK.getHostAddress(), port));
    }

    /** Where its tools are called. */
    URI tools() {
        return URI.create("http://%s:%d/mcp".formatted(LOOPBACK.getHostAddress(), toolPort));
    }

    /** Ends it. What it has answered is in its file. */
    void end() {
        process.destroy();
        if (!awaitExit(Duration.ofSeconds(2))) {
            process.destroyForcibly();
            awaitExit(Duration.ofSeconds(2));
        }
    }
}
