package io.millrace.handler.ready.replicate;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import org.jspecify.annotations.Nullable;

/**
 * Which change of which table an item of the target shows. Versions of one origin compare as texts: first by the stream, whose
 * label is the time that it was made at, since the numbers of a stream that was made anew begin anew; then by the sequence
 * number.
 *
 * @param origin the table's ARN, and a space
 * @param text the origin, the stream's label, and the sequence number with zeros in front
 */
record Version(String origin, String text) {

    private static final String MARK = " removed";

    /** Tells what a change makes of its item. */
    static Version of(Change<Item> change) {
        String stream = change.streamArn().orElse(change.table());
        String origin = stream.split("/stream/", 2)[0] + " ";
        String label = change.streamLabel().orElse("-");
        return new Version(origin, origin + label + " " + padded(change.sequenceNumber()));
    }

    private static String padded(SequenceNumber number) {
        String digits = number.text();
        return "0".repeat(SequenceNumber.MOST_DIGITS - digits.length()) + digits;
    }

    /** What an item shows that is about to be removed. It is behind what it showed before, and before what comes next. */
    String mark() {
        return text + MARK;
    }

    /** Whether it is what an item shows that is about to be removed. */
    static boolean isMark(@Nullable String text) {
        return text != null && text.endsWith(MARK);
    }
}
