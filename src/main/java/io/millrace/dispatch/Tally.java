package io.millrace.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts works, by route and handler. Consecutive records mostly have the same steps, so they are counted first. */
final class Tally {

    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    private @Nullable Step same;
    private int inARow;

    void add(Step step) {
        if (step.name().isEmpty()) {
            return; // no handler: a record that failed before
        }
        if (step != same) {
            flush();
            same = step;
        }
        inARow++;
    }

    private void flush() {
        if (same != null) {
            counts.computeIfAbsent(same.route(), none -> new LinkedHashMap<>())
                    .merge(same.name(), inARow, Integer::sum);
        }
        same = null;
        inARow = 0;
    }

    Map<String, Map<String, Integer>> counts() {
        flush();
        return counts;
    }
}
