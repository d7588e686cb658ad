package io.millrace.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output and standard error of a process, in one file. A file, unlike a pipe with a reading thread, already
 * holds all that the process wrote before it posted a response.
 */
record ProcessOutput(Path file) {

    private static final int TAIL_BYTES = 8_000;

    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    String text() {
        return from(0);
    }

    String tail() {
        return from(Math.max(0, length() - TAIL_BYTES));
    }

    long length() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String from(long position) {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(position);
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
