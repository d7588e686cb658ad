package io.millrace.handler.ready.replicate;

import io.millrace.change.Change;
import io.millrace.change.Item;
import org.jspecify.annotations.Nullable;

/**
 * Which change of which table an item of the target shows. Versions of one origin compare as texts, in the order of
 * their positions.
 *
 * @param origin the table's ARN, and a space
 * @param text the origin, and the position so that it sorts
 */
record ItemVersion(String origin, String text) {

    private static final String MARK = " removed";

    /** Tells what a change makes of its item. */
    static ItemVersion of(Change<Item> change) {
        String stream = change.streamArn().orElse(change.table());
        String origin = stream.split("/stream/", 2)[0] + " ";
        return new ItemVersion(origin, origin + change.position().sortable());
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
