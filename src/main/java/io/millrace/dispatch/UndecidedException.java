package io.millrace.dispatch;

/** A route's conditions could not decide whether a change is wanted. */
final class UndecidedException extends RuntimeException {

    UndecidedException(Throwable cause) {
        super("its conditions can't tell: " + cause.getMessage(), cause);
    }
}
