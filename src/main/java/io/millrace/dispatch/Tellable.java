package io.millrace.dispatch;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Makes sure that an exception can be logged: loggers call its methods, and recurse into its causes. */
final class Tellable {

    private static final int MOST_CAUSES = 500;

    private Tellable() {}

    /** The same exception if it can be logged, as nearly all can; otherwise one that says so, with its stack. */
    static Throwable of(Throwable thrown) {
        try {
            return hasFewCauses(thrown)
                    ? thrown
                    : instead(thrown, "%s (and more than %d causes)".formatted(thrown, MOST_CAUSES));
        } catch (Throwable e) {
            Broken.throwIfUnusable(e);
            return new IllegalStateException("%s, whose text can't be read: %s"
                    .formatted(thrown.getClass().getName(), e.getClass().getName()));
        }
    }

    private static Throwable instead(Throwable thrown, String text) {
        IllegalStateException instead = new IllegalStateException(text);
        instead.setStackTrace(thrown.getStackTrace());
        return instead;
    }

    private static void requireText(Throwable thrown) {
        Objects.requireNonNull(thrown.toString() + thrown.getMessage());
        Objects.requireNonNull(thrown.getStackTrace());
    }

    /** Calls all methods that a logger calls later. */
    private static boolean hasFewCauses(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>(Set.of(thrown));
        while (!left.isEmpty() && seen.size() <= MOST_CAUSES) {
            Throwable next = left.remove();
            if (seen.add(next)) {
                requireText(next);
                left.addAll(List.of(next.getSuppressed()));
                if (next.getCause() != null) {
                    left.add(next.getCause());
                }
            }
        }
        return left.isEmpty();
    }
}
