package io.millrace.dispatch;

import io.millrace.time.Deadline;
import java.util.List;

/** Stores records whose last attempt failed. Any thread may call. */
@FunctionalInterface
public interface DeadLetterStore {

    /**
     * Stores an entry for each record. Storing one twice is safe and adds at most a second entry.
     *
     * @param deadline of the batch; no call takes longer than {@link Deadline#patience} allows
     * @return the records that could not be stored; all others are durable. An exception means that none may be stored.
     */
    List<Unkept> keep(List<DeadLetter> letters, Deadline deadline);

    /**
     * A record that could not be stored.
     *
     * @param letter the same object that was passed
     */
    record Unkept(DeadLetter letter, Exception cause) {}
}
