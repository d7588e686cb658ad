package io.millrace.change;

/** A handler asked for an image that the record does not carry; the text says why, and what would bring it. */
public final class AbsentImageException extends RuntimeException {

    public AbsentImageException(String message) {
        super(message);
    }
}
