package io.millrace.deadletter;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shortens a stack trace to the innermost frames of the exception and of each cause, so that the root cause is included. */
final class StackTrace {

    private static final int FRAMES = 20;
    private static final int LONGEST = 8_000;

    private final StringBuilder text = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StackTrace() {}

    /** Returns 8,000 characters at most. */
    static String of(Throwable thrown) {
        StackTrace trace = new StackTrace();
        for (@Nullable Throwable cause = thrown; cause != null && trace.seen.add(cause); cause = cause.getCause()) {
            trace.add(cause);
        }
        return cut(trace.text.toString(), LONGEST);
    }

    private void add(Throwable cause) {
        text.append(text.isEmpty() ? "" : "Caused by: ")
                .append(cut(cause.toString(), LONGEST / 4))
                .append('\n');
        StackTraceElement[] frames = cause.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
            text.append("\tat ").append(frames[i]).append('\n');
        }
        if (frames.length > FRAMES) {
            text.append("\t... ").append(frames.length - FRAMES).append(" more\n");
        }
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
