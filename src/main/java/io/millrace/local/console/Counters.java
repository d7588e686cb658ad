package io.millrace.local.console;

import io.millrace.dispatch.BatchResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what each route has done since the start. Thread-safe. */
final class Counters {

    private final Map<String, Map<String, Count>> routes = new LinkedHashMap<>();
    private final Map<String, Integer> deadLetters = new LinkedHashMap<>();

    /**
     * The counts of one route.
     *
     * @param handled calls of its handlers that returned
     * @param failed calls of its handlers that threw
     * @param failing whether the last call threw
     */
    record Count(long handled, long failed, boolean failing) {

        private static final Count NONE = new Count(0, 0, false);

        private Count plus(@Nullable Throwable failure) {
            return failure == null ? new Count(handled + 1, failed, false) : new Count(handled, failed + 1, true);
        }
    }

    synchronized void called(String tableId, String route, @Nullable Throwable failure) {
        routes.computeIfAbsent(tableId, none -> new LinkedHashMap<>())
                .compute(route, (name, before) -> (before == null ? Count.NONE : before).plus(failure));
    }

    synchronized void ended(String tableId, BatchResult result) {
        deadLetters.merge(tableId, result.failed().deadLettered().size(), Integer::sum);
    }

    synchronized int deadLetters(String tableId) {
        return deadLetters.getOrDefault(tableId, 0);
    }

    /** The counts by table id and route name. */
    synchronized Map<String, Map<String, Count>> routes() {
        Map<String, Map<String, Count>> copy = new LinkedHashMap<>();
        routes.forEach((table, counts) -> copy.put(table, new LinkedHashMap<>(counts)));
        return copy;
    }
}
