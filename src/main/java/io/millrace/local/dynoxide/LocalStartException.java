package io.millrace.local.dynoxide;

import org.jspecify.annotations.Nullable;

/** Thrown when the local database can't be started. The message says why, and what to do. */
public final class LocalStartException extends RuntimeException {

    public LocalStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
