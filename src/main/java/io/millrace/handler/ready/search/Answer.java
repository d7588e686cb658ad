package io.millrace.handler.ready.search;

import io.millrace.handler.ready.search.Stored.Both;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The result of a read or a write of one document.
 *
 * @param stored what was read
 * @param cause why it was not done
 */
record Answer(
        Outcome outcome, @Nullable Both stored, @Nullable Throwable cause) {

    static final Answer DONE = new Answer(Outcome.DONE, null, null);

    enum Outcome {
        DONE,
        /** Another write came between. */
        CONFLICT,
        /** Another try may succeed. */
        LATER,
        /** This content will never be accepted. */
        REFUSED,
        /** The call failed, after all its tries. */
        FAILED
    }

    static Answer read(Both stored) {
        return new Answer(Outcome.DONE, stored, null);
    }

    static Answer failed(IOException cause) {
        return new Answer(Outcome.FAILED, null, cause);
    }

    static Answer not(Outcome outcome, String text) {
        return new Answer(outcome, null, new IllegalStateException(text));
    }
}
