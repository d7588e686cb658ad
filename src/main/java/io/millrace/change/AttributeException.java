package io.millrace.change;

/** An attribute that is not there, or is of another type than was asked for. The text names the path where there is one,
 * never the value. */
public final class AttributeException extends RuntimeException {

    AttributeException(String message) {
        super(message);
    }
}
