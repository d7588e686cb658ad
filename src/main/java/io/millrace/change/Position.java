package io.millrace.change;

import java.util.Comparator;

/**
 * The position of a change among all changes of its table. Positions are ordered by stream first, since sequence
 * numbers start over in a new stream, and then by sequence number.
 *
 * @param streamLabel the stream's creation time, as at the end of its ARN; empty for a hand-written record without
 *     one, which comes first
 * @param number the position in the stream
 */
public record Position(String streamLabel, SequenceNumber number) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::streamLabel).thenComparing(Position::number);
    private static final Position BEFORE_STREAMS = new Position("", new SequenceNumber("0"));

    /** The position before every change of every stream: that of an item that existed already. */
    public static Position beforeStreams() {
        return BEFORE_STREAMS;
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** A string that sorts as positions do: the label, or a hyphen if there is none, a space, and 40 digits. */
    public String sortable() {
        String digits = number.text();
        return "%s %s%s"
                .formatted(
                        streamLabel.isEmpty() ? "-" : streamLabel,
                        "0".repeat(SequenceNumber.MOST_DIGITS - digits.length()),
                        digits);
    }

    /** The label, if there is one, a space, and the number. */
    @Override
    public String toString() {
        return streamLabel.isEmpty() ? number.text() : streamLabel + " " + number;
    }
}
