package io.millrace.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, started by a command; its output goes to a file. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Pattern PORT = Pattern.compile("(?:Tomcat started|Listens) on port (\\d+)");

    private final Process process;
    private final Path output;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts the command and returns without waiting for the server.
     *
     * @param directory the working directory
     * @param output the file for standard output and standard error
     */
    public static ServerProcess start(Path directory, Path output, List<String> command) throws IOException {
        return start(directory, output, command, Map.of());
    }

    /** Starts the command with further variables in its environment. */
    public static ServerProcess start(Path directory, Path output, List<String> command, Map<String, String> variables)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        return new ServerProcess(builder.start(), output);
    }

    /** Waits until the server has written the text, or has ended, and returns all that it wrote. */
    public String awaitOutput(String text) {
        await("'%s' in the output of the server".formatted(text))
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> output().contains(text) || !process.isAlive());
        return output();
    }

    /** Waits until the process has ended by itself, and returns its exit code. */
    public int awaitEnd() {
        return process.onExit()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join()
                .exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that the server has written so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The port that the server listens on.
     *
     * @throws IllegalStateException if it has not started
     */
    public int port() {
        Matcher port = PORT.matcher(output());
        if (!port.find()) {
            throw new IllegalStateException("The server has not started. It wrote:%n%s".formatted(output()));
        }
        return Integer.parseInt(port.group(1));
    }

    /** Posts a file as JSON to a path of the server. */
    public HttpResponse<String> post(String path, Path event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/%s".formatted(port(), path)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofFile(event))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Ends the process and those that it has started. */
    @Override
    public void close() {
        List<ProcessHandle> tree = process.descendants().toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        tree.forEach(ServerProcess::awaitEnd);
        awaitEnd(process.toHandle());
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }
}
