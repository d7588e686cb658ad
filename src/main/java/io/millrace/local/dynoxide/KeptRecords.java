package io.millrace.local.dynoxide;

import io.millrace.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stores the records of disabled streams, which remain readable for a day: in a directory for each stream, with files
 * that are named after the number of their first record.
 */
final class KeptRecords {

    private final Path directory;

    KeptRecords(Path directory) {
        this.directory = directory.resolve("streams");
    }

    /** Stores records of one stream, in the order of their numbers. */
    void add(KnownStream stream, List<ObjectNode> records) {
        Path file = of(stream).resolve("%019d.json".formatted(EngineLog.number(records.get(0))));
        try {
            PrivateFiles.keep(file, out -> out.write(Json.MAPPER.writeValueAsBytes(records)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some records after a number; none after the last. */
    List<ObjectNode> read(KnownStream stream, long after) {
        List<Path> files = files(stream);
        for (int i = 0; i < files.size(); i++) {
            boolean behind = i + 1 < files.size() && first(files.get(i + 1)) <= after + 1;
            if (!behind) {
                List<ObjectNode> records = records(files.get(i), after);
                if (!records.isEmpty()) {
                    return records;
                }
            }
        }
        return List.of();
    }

    private List<Path> files(KnownStream stream) {
        if (!Files.isDirectory(of(stream))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(of(stream))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long first(Path file) {
        return Long.parseLong(file.getFileName().toString().replace(".json", ""));
    }

    private static List<ObjectNode> records(Path file, long after) {
        try {
            List<ObjectNode> records = new ArrayList<>();
            Json.MAPPER.readTree(Files.readAllBytes(file)).forEach(record -> records.add((ObjectNode) record));
            records.removeIf(record -> EngineLog.number(record) <= after);
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the records of a stream. */
    void drop(KnownStream stream) {
        try {
            FileSystemUtils.deleteRecursively(of(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path of(KnownStream stream) {
        return directory.resolve(stream.table()).resolve(stream.label().replaceAll("[^A-Za-z0-9._-]", "_"));
    }
}
