package io.millrace.local.database;

import io.millrace.change.SequenceNumber;
import io.millrace.change.StreamArn;
import io.millrace.files.PrivateFiles;
import io.millrace.local.dynoxide.LocalStartException;
import io.millrace.source.Checkpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stores checkpoints in a file for each shard. It has a line for each lane, with the last record that is done, or a
 * dash, and "ended" when the whole shard is done. A file is replaced as a whole, so that it survives a kill as last
 * saved.
 */
final class FileCheckpoints implements Checkpoints {

    private static final String NONE = "-";
    private static final String ENDED = "ended";

    private final Path directory;

    FileCheckpoints(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Checkpoints.Checkpoint> load(String streamArn, String shardId) {
        Path file = file(streamArn, shardId);
        try {
            return Files.exists(file) ? Optional.of(read(Files.readAllLines(file))) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new LocalStartException(
                    "The checkpoint '%s' can't be read: %s. Delete it to read the stream from its beginning."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static Checkpoints.Checkpoint read(List<String> lines) {
        List<Optional<SequenceNumber>> lanes = lines.stream()
                .filter(line -> !line.equals(ENDED))
                .map(line ->
                        line.equals(NONE) ? Optional.<SequenceNumber>empty() : Optional.of(new SequenceNumber(line)))
                .toList();
        return new Checkpoints.Checkpoint(lanes, lines.contains(ENDED));
    }

    @Override
    public void save(String streamArn, String shardId, Checkpoints.Checkpoint checkpoint) {
        List<String> lines = new ArrayList<>();
        checkpoint
                .lanes()
                .forEach(lane -> lines.add(lane.map(SequenceNumber::text).orElse(NONE)));
        if (checkpoint.ended()) {
            lines.add(ENDED);
        }
        Path file = file(streamArn, shardId);
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            PrivateFiles.write(file, out -> out.write(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There is a directory for each table, since a table's name may be as long as a file's. */
    private Path file(String streamArn, String shardId) {
        String label = streamArn.substring(streamArn.lastIndexOf('/') + 1);
        return directory
                .resolve(StreamArn.of(streamArn).table())
                .resolve((label + "-" + shardId).replaceAll("[^A-Za-z0-9._-]", "_"));
    }
}
