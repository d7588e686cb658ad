package io.millrace.source;

import io.millrace.mapping.StreamRange;
import org.jspecify.annotations.Nullable;

/** Thrown when a stream no longer has the records that are asked for. */
final class TrimmedRecordsException extends RuntimeException {

    TrimmedRecordsException(StreamRange range, @Nullable Throwable cause) {
        super(
                "%s are gone: a stream keeps its records for 24 hours, and ends with its table. An on-failure destination in S3 keeps them whole"
                        .formatted(range),
                cause);
    }
}
