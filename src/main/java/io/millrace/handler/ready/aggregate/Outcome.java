package io.millrace.handler.ready.aggregate;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of a transaction. But for {@link Kind#DONE}, nothing of it is done.
 *
 * @param counted the markers that were there already
 * @param cause why it is not done
 */
record Outcome(Kind kind, Set<String> counted, @Nullable Throwable cause) {

    static final Outcome DONE = new Outcome(Kind.DONE, Set.of(), null);

    enum Kind {
        /** All is done. */
        DONE,
        /** Some changes are counted already. */
        COUNTED,
        /** Other extremes were there than was thought. */
        LEARNED,
        /** Others write the same items, or too much is written. */
        BUSY,
        /** The database does not answer, or is out of order. */
        AWAY,
        /** At least one of its changes can't be done. */
        REFUSED,
        /** No transaction can be done. */
        UNUSABLE
    }

    static Outcome counted(Set<String> markers) {
        return new Outcome(Kind.COUNTED, markers, null);
    }

    static Outcome of(Kind kind, Throwable cause) {
        return new Outcome(kind, Set.of(), cause);
    }

    /** Why it is not done. */
    Throwable reason() {
        return cause == null ? new IllegalStateException("%s has no cause".formatted(kind)) : cause;
    }
}
