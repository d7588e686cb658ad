package io.millrace.handler.ready.replicate;

/**
 * Where changes are written to. What is late or comes again does no harm, and returns as if it were written. Any thread may call.
 */
interface Target {

    /**
     * Writes what a change asks for.
     *
     * @param retries makes the calls
     * @throws software.amazon.awssdk.core.exception.SdkException if it may not be written
     */
    void write(Write write, Retries retries) throws InterruptedException;

    /** What to tell of an item that is refused since it is too large with its version; a sentence, or nothing. */
    String ofTooLarge();
}
