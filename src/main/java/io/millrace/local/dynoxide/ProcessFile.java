package io.millrace.local.dynoxide;

import io.millrace.files.PrivateFiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records which process is the database of a directory: its id, and its start time, since ids are reused. A database
 * survives a Java process that is killed.
 *
 * @param file two lines
 */
record ProcessFile(Path file) {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");

    /** Ten seconds. */
    private static final int MOST_LOOKS = 1_000;

    static ProcessFile in(Path directory) {
        return new ProcessFile(directory.resolve("process"));
    }

    void write(ProcessHandle process) throws IOException {
        String text = "%d%n%s%n"
                .formatted(
                        process.pid(), started(process).map(Instant::toString).orElse("unknown"));
        PrivateFiles.write(file, out -> out.write(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Stops exactly this process, if it still runs. */
    void end() throws IOException {
        Optional<ProcessHandle> left = read();
        if (left.isPresent()) {
            log.info(
                    "Stopping the database of an earlier process, which was killed: process {}",
                    left.get().pid());
            left.get().destroyForcibly();
            awaitEnd(left.get());
        }
        Files.deleteIfExists(file);
    }

    /** Polls, since the system reports only the ends of child processes: onExit would poll once a second. */
    private static void awaitEnd(ProcessHandle process) throws IOException {
        try {
            for (int looks = 0; process.isAlive(); looks++) {
                if (looks == MOST_LOOKS) {
                    throw new IOException("process %d does not end".formatted(process.pid()));
                }
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for process %d".formatted(process.pid()));
        }
    }

    private Optional<ProcessHandle> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] lines = Files.readString(file).split("\\R");
        return lines.length < 2 || !lines[0].matches("\\d{1,18}")
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines[0]))
                        .filter(process ->
                                started(process).map(Instant::toString).equals(Optional.of(lines[1])));
    }

    private static Optional<Instant> started(ProcessHandle process) {
        return process.info().startInstant();
    }
}
