package io.millrace.handler.ready.search;

import java.io.IOException;

/** The cluster refused a call. The message contains no contents. */
final class CallFailedException extends IOException {

    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final int status;
    private final String type;

    /** @param type of the error, as the server names it */
    CallFailedException(int status, String type, String text) {
        super(text);
        this.status = status;
        this.type = type;
    }

    /** Whether another try may succeed. */
    static boolean again(int status) {
        return status == TOO_MANY || status >= SERVER_ERROR;
    }

    boolean again() {
        return again(status);
    }

    /** Whether a smaller call may succeed. */
    boolean tooLarge() {
        return status == TOO_LARGE;
    }

    boolean isOf(String name) {
        return type.equals(name);
    }
}
