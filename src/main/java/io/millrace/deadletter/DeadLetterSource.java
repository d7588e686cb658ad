package io.millrace.deadletter;

import java.util.List;

/** Dead letters that are kept somewhere, to be handled again. One thread at a time may use it. */
public interface DeadLetterSource extends AutoCloseable {

    /** The next entries that were not handed out yet; empty when there are no more. */
    List<Stored> next(int most);

    /** Removes an entry for good. */
    void remove(Stored entry);

    /**
     * Keeps others from handing out these entries until this is closed, where the place has means for that.
     *
     * @throws IllegalStateException if another process has it; the text says so
     */
    default void keepOthersOut() {}

    /** About how many entries can't be returned now, since another redrive holds them. To be called before the first is returned. */
    default int inFlight() {
        return 0;
    }

    /** Ends it. What was handed out, and is not removed, is ready for the next who asks. */
    @Override
    void close();

    /** An entry as it is stored. */
    interface Stored {

        /** Where, for people: a file, an address, a message's id. */
        String place();

        /**
         * The entry: a dead letter, or what Lambda sends to an on-failure destination.
         *
         * @throws RuntimeException if it can't be read
         */
        String json();
    }
}
