package io.millrace.handler.ready.search;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which change wrote a document: later ones are greater, first by the stream, since the numbers of a stream that was made anew
 * begin anew.
 *
 * @param table of the item
 * @param stream its label, which is the time that it was made at; empty for that of a hand-written record without one
 */
record Version(String table, String stream, SequenceNumber number) implements Comparable<Version> {

    private static final Pattern TEXT = Pattern.compile("([^/]*)/(?:(.*) )?([0-9]{1,40})", Pattern.DOTALL);

    static Version of(Change<Item> change) {
        return new Version(change.table(), change.streamLabel().orElse(""), change.sequenceNumber());
    }

    /** Reads what {@link #toString} wrote; empty for anything else. */
    static Optional<Version> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Version(
                        parts.group(1),
                        Objects.requireNonNullElse(parts.group(2), ""),
                        new SequenceNumber(parts.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        int byStream = stream.compareTo(other.stream);
        return byStream == 0 ? number.compareTo(other.number) : byStream;
    }

    /** The table, a slash, the label, a space, and the number. */
    @Override
    public String toString() {
        return "%s/%s%s".formatted(table, stream.isEmpty() ? "" : stream + " ", number);
    }
}
