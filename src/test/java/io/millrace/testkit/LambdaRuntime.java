package io.millrace.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * A Lambda function in a process of its own: AWS's runtime client, the class loading and the JVM flags of the managed
 * runtime, and a runtime API on the loopback interface that hands it one event after the other. Linux only, as the
 * runtime client is. One thread at a time may use it.
 */
public final class LambdaRuntime implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration REMAINING = Duration.ofSeconds(60);
    private static final Duration LOG_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    private final RuntimeApi api;
    private final ProcessOutput output;
    private final Process process;

    private LambdaRuntime(RuntimeApi api, ProcessOutput output, Process process) {
        this.api = api;
        this.output = output;
        this.process = process;
        process.onExit().thenRun(api::processEnded);
    }

    /**
     * Starts the process and returns without waiting for it.
     *
     * @param taskRoot the unpacked deployment package
     * @param environment added to Lambda's own variables, and stronger; {@code _HANDLER} names another handler than
     *     Spring Cloud Function's
     */
    public static LambdaRuntime start(Path taskRoot, Map<String, String> environment) {
        try {
            return start(taskRoot.toRealPath(), environment, Files.createTempDirectory("lambda-runtime"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LambdaRuntime start(Path taskRoot, Map<String, String> environment, Path directory)
            throws IOException {
        RuntimeApi api = RuntimeApi.start();
        try {
            ProcessOutput output = new ProcessOutput(directory.resolve("output"));
            Process process = RuntimeProcess.start(taskRoot, api.address(), environment, output);
            return new LambdaRuntime(api, output, process);
        } catch (IOException | RuntimeException e) {
            api.close();
            FileSystemUtils.deleteRecursively(directory.toFile());
            throw e;
        }
    }

    /**
     * Hands an event to the function and waits for its answer, at the first time for its start as well. A function that
     * fails is a result, not an exception.
     *
     * @throws IllegalStateException when there is no answer within 60 seconds or the process has ended
     */
    public Invocation invoke(byte[] event) {
        return invoke(event, REMAINING).orElseThrow(this::noAnswer);
    }

    /**
     * Hands an event to the function and waits for its answer, 60 seconds at most.
     *
     * @param remaining how long the function is told to have
     * @return nothing when the process has ended
     */
    public Optional<Invocation> invoke(byte[] event, Duration remaining) {
        PendingInvocation invocation = new PendingInvocation(event, remaining, output);
        api.send(invocation);
        return invocation.await(LIMIT);
    }

    /** Ends the process on the spot, as a machine that fails does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** The error that the process reported instead of starting, as JSON. Waits until the start is over. */
    public Optional<String> initError() {
        await("the start of the Lambda process")
                .atMost(LIMIT)
                .pollInterval(POLL_INTERVAL)
                .until(api::isInitialized);
        return api.initError();
    }

    /** All that the process has written so far, standard output and standard error in the order of writing. */
    public String log() {
        return output.text();
    }

    /** Waits up to 10 seconds until the process has written the text, and returns the whole log. */
    public String awaitLog(String text) {
        return await("'%s' in the output of the Lambda process".formatted(text))
                .atMost(LOG_LIMIT)
                .pollInterval(POLL_INTERVAL)
                .until(this::log, log -> log.contains(text));
    }

    /** Kills the process, as Lambda does in the end, and returns when it is gone. */
    @Override
    public void close() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        api.close();
        FileSystemUtils.deleteRecursively(output.file().getParent().toFile());
    }

    private IllegalStateException noAnswer() {
        return new IllegalStateException(
                "The Lambda process has not answered: %s. The error of its start: %s. The end of its output:%n%s"
                        .formatted(state(), api.initError().orElse("none"), output.tail()));
    }

    private String state() {
        return process.isAlive()
                ? "it still runs after " + LIMIT.toSeconds() + " seconds"
                : "it ended with exit code " + process.exitValue();
    }
}
