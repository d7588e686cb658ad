package io.millrace.change;

/**
 * Thrown when an attribute is absent, or has another type than the caller reads. The message names the path if there
 * is one, never the value.
 */
public final class AttributeException extends RuntimeException {

    AttributeException(String message) {
        super(message);
    }
}
