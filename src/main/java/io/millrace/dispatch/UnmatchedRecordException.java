package io.millrace.dispatch;

/** A record matches no route of a table with {@code unmatched: fail}. */
final class UnmatchedRecordException extends RuntimeException {

    UnmatchedRecordException(String change) {
        super("%s matches no route, and its table says 'unmatched: fail'".formatted(change));
    }
}
