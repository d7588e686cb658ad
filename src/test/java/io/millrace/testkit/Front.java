package io.millrace.testkit;

import java.net.URI;
import java.util.function.IntFunction;

/** Stands in front of a server, at an address that stays the same, and makes its faults. */
public interface Front extends AutoCloseable {

    /** What happens to a call. */
    enum Fault {
        NONE,
        /** The server says that it is out of order. */
        ERROR,
        /** The server says that it has too much to do. */
        THROTTLED,
        /** The connection ends without an answer, and nothing was done. */
        HANG_UP,
        /** The server does its work, and the connection ends without an answer. */
        HANG_UP_AFTERWARDS,
        /** The server is gone from this call on, until {@link #up}. */
        DIE
    }

    /** Where it listens, as the server would. */
    URI address();

    /** What happens to each call from now on, counted from 0. */
    void script(IntFunction<Fault> faultOfCall);

    /** How many calls there have been since the script. */
    int calls();

    /** Refuses connections. */
    void down();

    /** Accepts connections again. */
    void up();

    @Override
    void close();
}
