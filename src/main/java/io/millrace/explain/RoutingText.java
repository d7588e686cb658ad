package io.millrace.explain;

import io.millrace.change.Printable;
import io.millrace.dispatch.Step;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.routing.Route;
import java.util.List;
import java.util.stream.Collectors;

/** Tables and their routes as text. */
final class RoutingText {

    private RoutingText() {}

    /** A line for each table, and below it one for each route: name, conditions, handlers. */
    static String of(TableFunctions tables) {
        return tables.all().stream().map(RoutingText::table).collect(Collectors.joining());
    }

    private static String table(TableFunction table) {
        List<Route<List<Step>>> routes = table.routes();
        int name = width(routes, 0);
        int conditions = width(routes, 1);
        String format = "    %-" + name + "s  %-" + conditions + "s  ->  %s%n";
        return "  %s (table '%s')%n".formatted(table.id(), table.table())
                + routes.stream()
                        .map(route -> format.formatted((Object[]) cells(route)))
                        .collect(Collectors.joining());
    }

    private static int width(List<Route<List<Step>>> routes, int cell) {
        return routes.stream()
                .mapToInt(route -> cells(route)[cell].length())
                .max()
                .orElse(1);
    }

    private static String[] cells(Route<List<Step>> route) {
        String handlers = route.target().stream().map(Step::name).collect(Collectors.joining(", "));
        return new String[] {route.name(), Printable.of(route.describe()), handlers};
    }
}
