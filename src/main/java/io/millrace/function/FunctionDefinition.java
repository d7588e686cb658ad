package io.millrace.function;

import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.function.context.FunctionCatalog;

/**
 * Checks {@code spring.cloud.function.definition} at the start. Spring Cloud Function would start with a wrong one and
 * fail each invocation.
 */
public final class FunctionDefinition implements SmartInitializingSingleton {

    private final String definition;
    private final TableFunctions tables;
    private final PublicFunctions functions;

    public FunctionDefinition(String definition, TableFunctions tables, FunctionCatalog catalog) {
        this.definition = definition.trim();
        this.tables = tables;
        this.functions = new PublicFunctions(catalog, tables);
    }

    /** @throws InvalidFunctionDefinitionException if the definition names a function that is not there */
    @Override
    public void afterSingletonsInstantiated() {
        Set<String> known = functions.names();
        String[] parts = definition.split("[|,]", -1);
        for (String part : parts) {
            if (!known.contains(part.trim())) {
                throw wrong("'%s' is no function.".formatted(part.trim()), known);
            }
            if (parts.length > 1
                    && (tables.ids().contains(part.trim()) || part.trim().equals(EntryFunction.NAME))) {
                throw wrong("'%s' returns nothing that another function could take.".formatted(part.trim()), known);
            }
        }
    }

    private InvalidFunctionDefinitionException wrong(String why, Set<String> known) {
        return new InvalidFunctionDefinitionException(
                "spring.cloud.function.definition is '%s', but %s Known functions: %s."
                        .formatted(definition, why, known));
    }

    /** The table function that is to be called directly, if it is one. */
    Optional<TableFunction> tableFunction() {
        return tables.byId(definition);
    }
}
