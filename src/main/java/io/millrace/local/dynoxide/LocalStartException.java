package io.millrace.local.dynoxide;

import org.jspecify.annotations.Nullable;

/** The database on this machine can't be started. The text says why, and what to do. */
public final class LocalStartException extends RuntimeException {

    public LocalStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
