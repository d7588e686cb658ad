package io.millrace.deadletter;

import java.util.Collection;
import java.util.List;

/** Dead letters that are kept somewhere, to be handled again. One thread at a time may use it. */
public interface DeadLetterSource extends AutoCloseable {

    /** The next entries that were not handed out yet; empty when there are no more. */
    List<Stored> next(int most);

    /** Takes an entry away for good. */
    void remove(Stored entry);

    /** Makes entries that were handed out, and are not removed, ready for the next who asks. */
    void giveBack(Collection<Stored> entries);

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
