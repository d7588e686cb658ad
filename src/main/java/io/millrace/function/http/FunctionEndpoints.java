package io.millrace.function.http;

import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunctions;
import java.util.Set;

/** The functions to serve. */
record FunctionEndpoints(EntryFunction entry, TableFunctions tables, UserFunctions functions) {

    Set<String> names() {
        return functions.names();
    }

    FunctionEndpoint named(String name) {
        return new FunctionEndpoint(name, entry, tables, functions);
    }
}
