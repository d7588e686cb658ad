package io.millrace.deadletter;

import java.util.List;

/** Stored dead letters that can be handled again. Not for use by several threads. */
public interface DeadLetterSource extends AutoCloseable {

    /** Returns the next entries; empty when none are left. */
    List<Stored> next(int most);

    /** Removes an entry for good. */
    void remove(Stored entry);

    /**
     * Locks the entries against other redrives until this source is closed, where the storage supports it.
     *
     * @throws IllegalStateException if another process holds the lock
     */
    default void keepOthersOut() {}

    /** About how many entries can't be returned now, since another redrive holds them. To be called before the first is returned. */
    default int inFlight() {
        return 0;
    }

    /** Closes the source and makes entries available again that were returned but not removed. */
    @Override
    void close();

    /** A stored entry. */
    interface Stored {

        /** Where the entry is stored, for people: a file, an address or a message ID. */
        String place();

        /**
         * The entry: a dead letter, or what Lambda sends to an on-failure destination.
         *
         * @throws RuntimeException if it can't be read
         */
        String json();
    }
}
