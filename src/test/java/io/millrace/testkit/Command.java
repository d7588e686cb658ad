package io.millrace.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran to its end.
 *
 * @param output to standard output and standard error
 */
public record Command(int status, String output) {

    private static final long LIMIT_MINUTES = 5;
    private static final int NOT_THERE = 127;

    /** Runs a program; one that is not installed ends with 127, as in a shell. */
    public static Command run(Path directory, String... words) {
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return new Command(NOT_THERE, String.valueOf(e.getMessage()));
        }
        try (OutputStream input = process.getOutputStream();
                InputStream output = process.getInputStream()) {
            input.close();
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            process.onExit().orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES).join();
            return new Command(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    public boolean succeeded() {
        return status == 0;
    }
}
