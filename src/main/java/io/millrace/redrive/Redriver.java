package io.millrace.redrive;

import io.millrace.dispatch.BatchResult;
import io.millrace.dispatch.Dispatcher;
import io.millrace.dispatch.Failure;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.time.Deadline;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Handles replays according to the current routes. */
final class Redriver {

    private static final int MOST_CAUSES = 5;

    private final TableFunctions tables;
    private final Map<OrderKey, Optional<Dispatcher>> dispatchers = new HashMap<>();

    Redriver(TableFunctions tables) {
        this.tables = tables;
    }

    /** Handles a replay. Returns why it failed; empty on success. */
    Optional<String> handle(Replay replay) {
        Optional<TableFunction> table = tables.byTable(replay.table());
        if (table.isEmpty()) {
            return Optional.of(unknown(replay.table(), tables));
        }
        return dispatchers
                .computeIfAbsent(
                        new OrderKey(replay.table(), replay.route(), replay.handler(), Optional.empty()),
                        key -> dispatcher(table.get(), replay))
                .map(dispatcher -> handle(dispatcher, replay))
                .orElseGet(() -> Optional.of(noHandler(replay)));
    }

    private static Optional<Dispatcher> dispatcher(TableFunction table, Replay replay) {
        return replay.inOneHandler()
                ? table.dispatcher().only(replay.route(), replay.handler())
                : Optional.of(table.dispatcher().stopping());
    }

    private static Optional<String> handle(Dispatcher dispatcher, Replay replay) {
        BatchResult result = dispatcher.dispatch(replay.records(), Deadline.NONE);
        if (!result.complete()) {
            return Optional.of(failure(result));
        }
        return replay.inOneHandler() && result.unmatched() > 0
                ? Optional.of("its record does not match route '%s' any more".formatted(replay.route()))
                : Optional.empty();
    }

    private static String failure(BatchResult result) {
        return result.failures().stream().findFirst().map(Redriver::reason).orElse("it was interrupted");
    }

    private static String reason(Failure failure) {
        StringBuilder reason = new StringBuilder(failure.toString());
        Throwable cause = failure.cause();
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            reason.append(cause.getMessage() == null ? "" : ": " + cause.getMessage());
        }
        return reason.toString();
    }

    static String unknown(String table, TableFunctions tables) {
        return "table '%s' is not under millrace.tables. Known tables: %s".formatted(table, tables.tables());
    }

    private static String noHandler(Replay replay) {
        return "table '%s' has no route '%s' with handler '%s' any more"
                .formatted(replay.table(), replay.route(), replay.handler());
    }
}
