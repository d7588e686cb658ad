package io.millrace.idempotency;

/** The idempotency table can't be used or read; the message says what would be right. */
final class IdempotencyException extends RuntimeException {

    IdempotencyException(String message) {
        super(message);
    }

    IdempotencyException(String message, Throwable cause) {
        super(message, cause);
    }
}
