package io.millrace.local.dynoxide;

import io.millrace.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;

/**
 * The enabled streams, and those that were enabled within the last day. It is stored in a file, which is replaced as
 * a whole. Thread-safe.
 */
final class StreamRegistry {

    private final Path file;
    private final List<KnownStream> streams;

    private StreamRegistry(Path file, List<KnownStream> streams) {
        this.file = file;
        this.streams = new ArrayList<>(streams);
    }

    /**
     * Reads the file.
     *
     * @throws LocalStartException if it can't be read
     */
    static StreamRegistry in(Path directory) {
        Path file = directory.resolve("streams.json");
        try {
            return new StreamRegistry(
                    file,
                    Files.exists(file)
                            ? Arrays.asList(Json.MAPPER.readValue(Files.readAllBytes(file), KnownStream[].class))
                            : List.of());
        } catch (IOException | JacksonException e) {
            throw new LocalStartException(
                    "millrace.local.data-dir: '%s' can't be read: %s. It lists the streams of the tables; delete the directory to start over."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** All streams, by table and age. */
    synchronized List<KnownStream> all() {
        return streams.stream()
                .sorted(Comparator.comparing(KnownStream::table).thenComparing(KnownStream::label))
                .toList();
    }

    Optional<KnownStream> enabled(String table) {
        return all().stream()
                .filter(stream -> stream.table().equals(table) && stream.isEnabled())
                .findFirst();
    }

    /** The newest stream of a table, enabled or not. */
    Optional<KnownStream> latest(String table) {
        return all().stream().filter(stream -> stream.table().equals(table)).reduce((one, next) -> next);
    }

    /**
     * A stream by its ARN.
     *
     * @throws ApiException if there is none
     */
    KnownStream find(String arn) {
        Arns.StreamName name = Arns.stream(arn);
        return all().stream()
                .filter(stream ->
                        stream.table().equals(name.table()) && stream.label().equals(name.label()))
                .findFirst()
                .orElseThrow(() ->
                        ApiException.notFound("Requested resource not found: Stream: %s not found".formatted(arn)));
    }

    synchronized void add(KnownStream stream) {
        streams.add(stream);
        save();
    }

    /** Replaces the stream with the same label. */
    synchronized void replace(KnownStream stream) {
        streams.replaceAll(one -> isSame(one, stream) ? stream : one);
        save();
    }

    synchronized List<KnownStream> removeIf(Predicate<KnownStream> gone) {
        List<KnownStream> removed = streams.stream().filter(gone).toList();
        if (!removed.isEmpty()) {
            streams.removeAll(removed);
            save();
        }
        return removed;
    }

    private static boolean isSame(KnownStream one, KnownStream other) {
        return one.table().equals(other.table()) && one.label().equals(other.label());
    }

    private void save() {
        try {
            PrivateFiles.keep(file, out -> out.write(Json.MAPPER.writeValueAsBytes(streams)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
