package io.millrace.handler;

import org.jspecify.annotations.Nullable;

/** An image that can't be read as the type that its handler wants. The text names the place, never the value. */
public final class UnreadableImageException extends RuntimeException {

    /**
     * @param message where the value is, and what it would have to be; without the value
     */
    public UnreadableImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
