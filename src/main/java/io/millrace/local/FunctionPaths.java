package io.millrace.local;

import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunctions;
import io.millrace.function.http.FunctionPath;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;

/** Tells the paths of functions that run handlers. An application that has more to serve keeps that as it is. */
final class FunctionPaths implements Predicate<String> {

    private final ObjectProvider<TableFunctions> tables;
    private final String parent;

    /**
     * @param tables asked for at the first request
     * @param path where they are served
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
