package io.millrace.config;

import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.function.context.FunctionCatalog;

/**
 * Checks {@code spring.cloud.function.definition} at the start. Spring Cloud Function would start with a wrong one and
 * fail at each invocation.
 */
final class FunctionDefinition implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(FunctionDefinition.class);

    private final String definition;
    private final TableFunctions tables;
    private final FunctionCatalog catalog;

    FunctionDefinition(String definition, TableFunctions tables, FunctionCatalog catalog) {
        this.definition = definition.trim();
        this.tables = tables;
        this.catalog = catalog;
    }

    /** @throws InvalidConfigurationException if the definition names a function that is not there */
    @Override
    public void afterSingletonsInstantiated() {
        if (definition.isEmpty() && tables.ids().isEmpty()) {
            return; // the application decides which function is the default
        }
        Set<String> known = tables.publicNames(catalog);
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
        tables.byId(definition).ifPresent(FunctionDefinition::warn);
    }

    private static void warn(TableFunction table) {
        log.warn(
                "spring.cloud.function.definition is '{}': a failure retries the whole batch. Partial batch responses need the function '{}'.",
                table.id(),
                EntryFunction.NAME);
    }

    private InvalidConfigurationException wrong(String why, Set<String> known) {
        return new InvalidConfigurationException(
                "spring.cloud.function.definition is '%s', but %s Known functions: %s."
                        .formatted(definition, why, known),
                "Set spring.cloud.function.definition (SPRING_CLOUD_FUNCTION_DEFINITION on Lambda) to one of these, or leave it out.");
    }
}
