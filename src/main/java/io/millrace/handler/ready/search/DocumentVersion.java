package io.millrace.handler.ready.search;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.Position;
import io.millrace.change.SequenceNumber;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a document: the change that wrote it. Later changes are greater.
 *
 * @param table of the item
 */
record DocumentVersion(String table, Position position) implements Comparable<DocumentVersion> {

    private static final Pattern TEXT = Pattern.compile("([^/]*)/(?:(.*) )?([0-9]{1,40})", Pattern.DOTALL);

    static DocumentVersion of(Change<Item> change) {
        return new DocumentVersion(change.table(), change.position());
    }

    /** Reads the text of {@link #toString}; empty for any other text. */
    static Optional<DocumentVersion> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new DocumentVersion(
                        parts.group(1),
                        new Position(
                                Objects.requireNonNullElse(parts.group(2), ""), new SequenceNumber(parts.group(3)))))
                : Optional.empty();
    }

    @Override
    public int compareTo(DocumentVersion other) {
        return position.compareTo(other.position);
    }

    /** Returns the table, a slash, and the position. */
    @Override
    public String toString() {
        return "%s/%s".formatted(table, position);
    }
}
