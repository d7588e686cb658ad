package io.millrace.source;

import io.millrace.mapping.StreamRange;
import org.jspecify.annotations.Nullable;

/** Records are not in their stream any more. */
public final class TrimmedRecordsException extends RuntimeException {

    TrimmedRecordsException(StreamRange range, @Nullable Throwable cause) {
        super(
                "%s are gone: a stream keeps its records for 24 hours, and ends with its table. An on-failure destination in S3 keeps them whole"
                        .formatted(range),
                cause);
    }
}
