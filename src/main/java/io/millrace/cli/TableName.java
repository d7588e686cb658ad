package io.millrace.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The names of a table.
 *
 * @param inEvents its name in the configuration, and thus in events
 * @param local its name in the database on this machine
 */
record TableName(String inEvents, String local) {

    /** An application that consists of the configuration alone. */
    private static final class Nothing {}

    /** The names of a table in the configuration. */
    record Names(@Nullable String name, @Nullable String localName) {

        TableName of(String id) {
            String configured = name == null ? id : name;
            return new TableName(configured, localName == null ? configured : localName);
        }
    }

    /** Both names of a table that is given by one of them; the given name twice if no table is configured with it. */
    static TableName configured(String name) {
        try (ConfigurableApplicationContext nothing = ApplicationStart.start(Nothing.class, List.of())) {
            Map<String, Names> tables = Binder.get(nothing.getEnvironment())
                    .bind("millrace.tables", Bindable.mapOf(String.class, Names.class))
                    .orElse(Map.of());
            return tables.entrySet().stream()
                    .map(table -> table.getValue().of(table.getKey()))
                    .filter(table -> List.of(table.inEvents(), table.local()).contains(name))
                    .findFirst()
                    .orElse(new TableName(name, name));
        }
    }
}
