package io.millrace.function;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.config.RoutingFunction;

/**
 * The functions that may be called from outside: the entry function, the table functions and the user's own functions, but
 * no handlers, which only their routes call.
 */
public final class PublicFunctions {

    private final FunctionCatalog catalog;
    private final TableFunctions tables;

    public PublicFunctions(FunctionCatalog catalog, TableFunctions tables) {
        this.catalog = catalog;
        this.tables = tables;
    }

    /** Their names, in alphabetical order. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(catalog.getNames(null));
        names.removeAll(tables.handlerNames());
        names.remove(RoutingFunction.FUNCTION_NAME);
        names.remove(RoutingFunction.DEFAULT_ROUTE_HANDLER);
        return names;
    }
}
