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

    boolean wants(String fromTable, String fromRoute) {
        return (table == null || table.equals(fromTable)) && (route == null || route.equals(fromRoute));
    }
}
