package io.millrace.redrive;

import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted.
 *
 * @param table the table's name in DynamoDB; {@code null} for all
 * @param route the route's name; {@code null} for all
 * @param limit how many entries at most
 */
public record Selection(@Nullable String table, @Nullable String route, int limit) {

    boolean wants(Replay replay) {
        return (table == null || table.equals(replay.table())) && (route == null || route.equals(replay.route()));
    }
}
