package io.millrace.dispatch;

/** A record that no route wants, of a table that is configured to fail then. */
final class UnmatchedRecordException extends RuntimeException {

    UnmatchedRecordException(String change) {
        super("%s matches no route, and its table says 'unmatched: fail'".formatted(change));
    }
}
