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
 * Which change wrote a document: later ones are greater.
 *
 * @param table of the item
 */
record Version(String table, Position position) implements Comparable<Version> {

    private static final Pattern TEXT = Pattern.compile("([^/]*)/(?:(.*) )?([0-9]{1,40})", Pattern.DOTALL);

    static Version of(Change<Item> change) {
        return new Version(change.table(), change.position());
    }

    /** Reads what {@link #toString} wrote; empty for anything else. */
    static Optional<Version> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Version(
                        parts.group(1),
                        new Position(
                                Objects.requireNonNullElse(parts.group(2), ""), new SequenceNumber(parts.group(3)))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        return position.compareTo(other.position);
    }

    /** The table, a slash, and the position. */
    @Override
    public String toString() {
        return "%s/%s".formatted(table, position);
    }
}
