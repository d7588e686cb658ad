package io.millrace.handler;

import org.jspecify.annotations.Nullable;

/** An image can't be read as the type that its handler expects. The message names the attribute, never its value. */
public final class UnreadableImageException extends RuntimeException {

    /** @param message the attribute, and what is expected; without the value */
    public UnreadableImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
