package io.millrace.handler.ready.replicate;

import io.millrace.change.Change;
import io.millrace.change.Item;
import org.jspecify.annotations.Nullable;

/**
 * The version of an item of the target: the change of the origin that it shows. Versions of one origin compare as texts, in
 * the order of their positions.
 *
 * @param origin the table's ARN, and a space
 * @param text the origin, followed by the position in sortable form
 */
record ItemVersion(String origin, String text) {

    private static final String MARK = " removed";

    /** Returns the version that a change gives its item. */
    static ItemVersion of(Change<Item> change) {
        String stream = change.streamArn().orElse(change.table());
        String origin = stream.split("/stream/", 2)[0] + " ";
        return new ItemVersion(origin, origin + change.position().sortable());
    }

    /** Returns the mark of an item that is about to be removed. It sorts behind this version, and before the next. */
    String mark() {
        return text + MARK;
    }

    /** Whether a version marks an item that is about to be removed. */
    static boolean isMark(@Nullable String text) {
        return text != null && text.endsWith(MARK);
    }
}
