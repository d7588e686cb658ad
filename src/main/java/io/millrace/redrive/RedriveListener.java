package io.millrace.redrive;

/** Hears how a redrive goes on. */
public interface RedriveListener {

    /**
     * An entry is there; only told when nothing is to be done about it.
     *
     * @param place where it lies
     * @param what failed where
     */
    void found(String place, String what);

    /**
     * An entry stays where it is.
     *
     * @param place where it lies
     * @param reason in words, without the contents of any item
     */
    void left(String place, String reason);

    /** One more entry has been seen to. */
    void progress(RedriveResult soFar);
}
