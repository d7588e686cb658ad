package io.millrace.function;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.config.RoutingFunction;

/** The functions of all tables. */
public final class TableFunctions {

    private final Map<String, TableFunction> byId = new LinkedHashMap<>();
    private final Map<String, TableFunction> byTable = new LinkedHashMap<>();
    private final Set<String> handlerNames;

    /** @param handlerNames the names of all handlers, including those of disabled routes */
    public TableFunctions(Collection<TableFunction> functions, Set<String> handlerNames) {
        this.handlerNames = handlerNames;
        functions.forEach(function -> byId.put(function.id(), function));
        functions.forEach(function -> byTable.put(function.table(), function));
    }

    /** The function of this name. */
    public Optional<TableFunction> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The function for the table of this name. */
    public Optional<TableFunction> byTable(String table) {
        return Optional.ofNullable(byTable.get(table));
    }

    /** The functions' names, in the order of the configuration. */
    public Set<String> ids() {
        return byId.keySet();
    }

    /** All functions, in the order of the configuration. */
    public Collection<TableFunction> all() {
        return byId.values();
    }

    /**
     * The names of the functions that may be called from outside, in alphabetical order: the entry function, the table
     * functions and the user's own functions, but no handlers, which only their routes call.
     */
    public Set<String> publicNames(FunctionCatalog catalog) {
        Set<String> names = new TreeSet<>(catalog.getNames(null));
        names.removeAll(handlerNames);
        names.remove(RoutingFunction.FUNCTION_NAME);
        names.remove(RoutingFunction.DEFAULT_ROUTE_HANDLER);
        return names;
    }

    /** The names of the tables, in the order of the configuration. */
    public Set<String> tables() {
        return byTable.keySet();
    }
}
