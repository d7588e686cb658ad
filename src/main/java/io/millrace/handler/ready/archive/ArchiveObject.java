package io.millrace.handler.ready.archive;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.Sha256;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** An object in progress: changes of one partition, compressed as they come. */
final class ArchiveObject {

    private static final int DIGITS = 40;
    private static final int DIGEST_DIGITS = 32;

    /** The size of many lines, since each call of the compression has a cost. */
    private static final int BUFFER = 32 * 1024;

    private final Partition partition;
    private final List<Change<Item>> changes = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final OutputStream lines;

    ArchiveObject(Partition partition) {
        this.partition = partition;
        try {
            this.lines = new BufferedOutputStream(new GZIPOutputStream(content, BUFFER), BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(Change<Item> change, byte[] line) {
        try {
            lines.write(line);
            changes.add(change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Partition partition() {
        return partition;
    }

    /** Returns its changes, in the order of the stream. */
    List<Change<Item>> changes() {
        return changes;
    }

    /** Ends the object and returns its bytes. */
    byte[] content() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content.toByteArray();
    }

    /**
     * Returns the object's key, which is the same for the same changes: the first and the last sequence number, padded so that
     * keys sort like the stream, and a digest of the changes' identities. It contains nothing of an item.
     */
    String key() {
        return "%s%s-%s-%s.json.gz"
                .formatted(
                        partition.folder(), number(changes.get(0)), number(changes.get(changes.size() - 1)), digest());
    }

    private static String number(Change<Item> change) {
        String number = change.sequenceNumber().text();
        return "0".repeat(Math.max(0, DIGITS - number.length())) + number;
    }

    private String digest() {
        String identities = changes.stream()
                .map(change -> change.sequenceNumber() + " " + change.eventId() + "\n")
                .collect(Collectors.joining());
        return Sha256.of(identities).substring(0, DIGEST_DIGITS);
    }
}
