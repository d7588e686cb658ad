package io.millrace.handler.ready.search;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import java.util.Optional;

/**
 * Which change wrote a document: later ones are greater, first by the stream, since the numbers of a stream that was made anew
 * begin anew.
 *
 * @param stream its label, which is the time that it was made at; empty for that of a hand-written record without one
 */
record Version(String stream, SequenceNumber number) implements Comparable<Version> {

    static Version of(Change<Item> change) {
        return new Version(change.streamLabel().orElse(""), change.sequenceNumber());
    }

    /** Reads what {@link #toString} wrote; empty for anything else. */
    static Optional<Version> parse(String text) {
        int space = text.lastIndexOf(' ');
        String number = text.substring(space + 1);
        return number.matches("[0-9]{1,100}")
                ? Optional.of(new Version(text.substring(0, Math.max(space, 0)), new SequenceNumber(number)))
                : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        int byStream = stream.compareTo(other.stream);
        return byStream == 0 ? number.compareTo(other.number) : byStream;
    }

    /** The label, a space, and the number. */
    @Override
    public String toString() {
        return stream.isEmpty() ? number.text() : stream + " " + number;
    }
}
