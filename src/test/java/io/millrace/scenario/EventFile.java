package io.millrace.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of {@code events/} and what comes of it.
 *
 * @param name without the directory
 * @param function the table function that it is for
 * @param answer what that function answers over HTTP
 * @param response what the entry function answers
 * @param logged texts that the log holds then, in this order
 * @param notLogged texts that it does not hold
 */
record EventFile(
        String name, String function, String answer, String response, List<String> logged, List<String> notLogged) {

    static final Path DIRECTORY = Path.of("events");
    static final String NO_FAILURES = "{\"batchItemFailures\":[]}";

    /** A file whose records are all done. */
    static EventFile done(String name, String answer, String... logged) {
        String function = name.replaceFirst("-(insert|modify|remove).*", "");
        return new EventFile(name, function, answer, NO_FAILURES, List.of(logged), List.of());
    }

    EventFile without(String... texts) {
        return new EventFile(name, function, answer, response, logged, List.of(texts));
    }

    EventFile failing(String response) {
        return new EventFile(name, function, answer, response, logged, notLogged);
    }

    boolean fails() {
        return !response.equals(NO_FAILURES);
    }

    byte[] bytes() {
        try {
            return Files.readAllBytes(DIRECTORY.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertLog(String log) {
        String text = log.replace("\r\n", "\n");
        if (!logged.isEmpty()) {
            assertThat(text).containsSubsequence(logged);
        }
        assertThat(notLogged).noneMatch(text::contains);
    }

    @Override
    public String toString() {
        return name;
    }
}
