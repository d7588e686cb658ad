package io.millrace.local;

import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunctions;
import io.millrace.function.http.FunctionPath;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;

/** Matches the paths of functions that run handlers. Other paths of the application do not match. */
final class FunctionPaths implements Predicate<String> {

    private final ObjectProvider<TableFunctions> tables;
    private final String parent;

    /**
     * @param tables resolved at the first request
     * @param path where functions are served
     */
    FunctionPaths(ObjectProvider<TableFunctions> tables, FunctionPath path) {
        this.tables = tables;
        this.parent = path.parent();
    }

    @Override
    public boolean test(String path) {
        if (!path.startsWith(parent + "/")) {
            return !parent.isEmpty() && path.equals(parent);
        }
        String name = path.substring(parent.length() + 1).replaceFirst("/.*", "");
        return name.equals(EntryFunction.NAME)
                || name.isEmpty() && !parent.isEmpty()
                || tables.getObject().byId(name).isPresent();
    }
}
