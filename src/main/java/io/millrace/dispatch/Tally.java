package io.millrace.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what was done, by route and handler. Records in a row mostly go the same way, so those are counted first. */
final class Tally {

    private final Map<String, Map<String, Integer>> handled = new LinkedHashMap<>();
    private int unmatched;
    private @Nullable Step same;
    private int inARow;

    void add(Work work) {
        unmatched += work.steps().isEmpty() ? 1 : 0;
        for (int i = 0; i < work.stepsDone(); i++) {
            add(work.steps().get(i));
        }
    }

    private void add(Step step) {
        if (step.route().isEmpty()) {
            return; // no handler: a record that failed before any route
        }
        if (step != same) {
            flush();
            same = step;
        }
        inARow++;
    }

    private void flush() {
        if (same != null) {
            handled.computeIfAbsent(same.route(), none -> new LinkedHashMap<>())
                    .merge(same.name(), inARow, Integer::sum);
        }
        inARow = 0;
    }

    void subtract(Failure skipped) {
        flush();
        same = null;
        handled.computeIfPresent(skipped.route(), (route, handlers) -> {
            handlers.merge(skipped.handler(), -1, Integer::sum);
            return handlers;
        });
    }

    Map<String, Map<String, Integer>> handled() {
        flush();
        same = null;
        return handled;
    }

    int unmatched() {
        return unmatched;
    }
}
