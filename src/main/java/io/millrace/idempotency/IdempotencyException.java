package io.millrace.idempotency;

/** The table could not be used, or not understood; the text says what would be right. */
final class IdempotencyException extends RuntimeException {

    IdempotencyException(String message) {
        super(message);
    }

    IdempotencyException(String message, Throwable cause) {
        super(message, cause);
    }
}
