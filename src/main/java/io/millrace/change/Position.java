package io.millrace.change;

import java.util.Comparator;

/**
 * Where a change stands among all of its table: first by its stream, since the numbers of a stream that was made anew begin anew;
 * then by its sequence number.
 *
 * @param streamLabel the time that the stream was made at, as its ARN ends; empty for that of a hand-written record without one,
 *     which comes first
 * @param number in the stream
 */
public record Position(String streamLabel, SequenceNumber number) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::streamLabel).thenComparing(Position::number);
    private static final Position BEFORE_STREAMS = new Position("", new SequenceNumber("0"));

    /** Before every change of every stream: where an item stands that was there already. */
    public static Position beforeStreams() {
        return BEFORE_STREAMS;
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** A text that sorts as positions do: the label, or a hyphen for none, a space, and 40 digits. */
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
