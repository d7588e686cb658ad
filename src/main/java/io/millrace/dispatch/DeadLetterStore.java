package io.millrace.dispatch;

import io.millrace.time.Deadline;
import java.util.List;

/** Stores records whose last attempt failed. Any thread may call. */
@FunctionalInterface
public interface DeadLetterStore {

    /**
     * Keeps records, one entry for each; to keep one twice does no harm beyond a second entry.
     *
     * @param deadline of the batch that they are of; no call takes longer than {@link Deadline#patience} allows
     * @return those that could not be kept; the others are safe when this returns. Throwing means that none can be relied
     *     on.
     */
    List<Unkept> keep(List<DeadLetter> letters, Deadline deadline);

    /**
     * A record that could not be kept, and why.
     *
     * @param letter the very object that was to be kept
     */
    record Unkept(DeadLetter letter, Exception cause) {}
}
