package io.millrace.explain;

import io.millrace.change.EventName;
import io.millrace.dispatch.Step;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.routing.Condition;
import io.millrace.routing.KeyPattern;
import io.millrace.routing.Route;
import java.util.List;
import java.util.Set;

/**
 * A table and its routes, as they are shown.
 *
 * @param id the table function's name
 * @param table the table's name in DynamoDB
 * @param routes in their order
 */
public record RoutingTable(String id, String table, List<Entry> routes) {

    /**
     * A route.
     *
     * @param partitionKey patterns as they are written; empty for any key
     * @param sortKey patterns as they are written; empty for any key
     * @param conditions as they are written, each after its key
     */
    public record Entry(
            String route,
            Set<EventName> events,
            List<String> partitionKey,
            List<String> sortKey,
            List<String> conditions,
            List<String> handlers) {}

    /** All tables, in the order of the configuration. */
    public static List<RoutingTable> of(TableFunctions tables) {
        return tables.all().stream().map(RoutingTable::of).toList();
    }

    /** All tables as text: a line for each table, and below it one for each route. */
    public static String text(TableFunctions tables) {
        return RoutingText.of(tables);
    }

    private static RoutingTable of(TableFunction table) {
        return new RoutingTable(
                table.id(),
                table.table(),
                table.routes().stream().map(RoutingTable::entry).toList());
    }

    private static Entry entry(Route<List<Step>> route) {
        return new Entry(
                route.name(),
                route.events(),
                texts(route.partitionKey()),
                texts(route.sortKey()),
                route.conditions().stream().map(Condition::toString).toList(),
                route.target().stream().map(Step::name).toList());
    }

    private static List<String> texts(List<KeyPattern> patterns) {
        return patterns.stream().map(KeyPattern::toString).toList();
    }
}
