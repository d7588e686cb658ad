package io.millrace.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces, in a log, an exception whose message, or that of a cause, contains line breaks. Its message begins with
 * the class of the exception, and is escaped as by {@link Printable}. The stacks are the same.
 */
public final class EscapedException extends Exception {

    private EscapedException(Throwable thrown) {
        super(Printable.of(thrown.toString()));
        setStackTrace(thrown.getStackTrace());
    }

    /** The exception to log: the given one if it is harmless, as nearly all are. */
    public static Throwable of(Throwable thrown) {
        return isHarmless(thrown, seen()) ? thrown : escaped(thrown, seen());
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean isHarmless(Throwable thrown, Set<Throwable> seen) {
        return !seen.add(thrown)
                || isPrintable(thrown.getMessage())
                        && isPrintable(thrown.toString())
                        && others(thrown).stream().allMatch(other -> isHarmless(other, seen));
    }

    private static boolean isPrintable(@Nullable String text) {
        return String.valueOf(text).equals(Printable.of(text));
    }

    /** Its cause, if there is one, and its suppressed exceptions. */
    private static List<Throwable> others(Throwable thrown) {
        List<Throwable> others = new ArrayList<>(List.of(thrown.getSuppressed()));
        if (thrown.getCause() != null) {
            others.add(thrown.getCause());
        }
        return others;
    }

    private static EscapedException escaped(Throwable thrown, Set<Throwable> seen) {
        EscapedException escaped = new EscapedException(thrown);
        if (seen.add(thrown)) {
            if (thrown.getCause() != null) {
                escaped.initCause(escaped(thrown.getCause(), seen));
            }
            for (Throwable suppressed : thrown.getSuppressed()) {
                escaped.addSuppressed(escaped(suppressed, seen));
            }
        }
        return escaped;
    }
}
