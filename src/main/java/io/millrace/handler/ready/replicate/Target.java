package io.millrace.handler.ready.replicate;

/** The target of changes. A late or repeated change has no effect, and returns as if it were written. Any thread may call. */
interface Target {

    /**
     * Writes a change.
     *
     * @param retries makes the calls
     * @throws software.amazon.awssdk.core.exception.SdkException if it can't be written
     */
    void write(Write write, Retries retries) throws InterruptedException;

    /** Returns a hint for an item that is too large with its version: a sentence, or an empty text. */
    String ofTooLarge();
}
