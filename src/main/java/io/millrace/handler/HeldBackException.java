package io.millrace.handler;

/**
 * Marks a record that a {@link BatchHandler} did not try, since an earlier record of its item failed. The record itself did
 * not fail: it comes again, in the same delivery if the failure is compensated.
 */
public final class HeldBackException extends RuntimeException {

    /** The only instance. */
    public static final HeldBackException INSTANCE = new HeldBackException();

    private HeldBackException() {
        super("an earlier record of the item failed", null, false, false);
    }
}
