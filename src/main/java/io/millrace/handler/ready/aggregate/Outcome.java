package io.millrace.handler.ready.aggregate;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of a transaction. Unless it is {@link Kind#DONE}, nothing was written.
 *
 * @param counted the markers that existed
 * @param cause why it was not done
 */
record Outcome(Kind kind, Set<String> counted, @Nullable Throwable cause) {

    static final Outcome DONE = new Outcome(Kind.DONE, Set.of(), null);

    enum Kind {
        /** Everything is written. */
        DONE,
        /** Some changes are counted already. */
        COUNTED,
        /** The present extremes differ from the known ones. */
        LEARNED,
        /** Other writers hold the same items, or the table is throttled. */
        BUSY,
        /** The database does not answer, or is unavailable. */
        UNREACHABLE,
        /** At least one of the changes can't be counted. */
        REFUSED,
        /** No transaction can succeed. */
        UNUSABLE
    }

    static Outcome counted(Set<String> markers) {
        return new Outcome(Kind.COUNTED, markers, null);
    }

    static Outcome of(Kind kind, Throwable cause) {
        return new Outcome(kind, Set.of(), cause);
    }

    /** Returns why it was not done. */
    Throwable reason() {
        return cause == null ? new IllegalStateException("%s has no cause".formatted(kind)) : cause;
    }
}
