package io.millrace.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a table is called.
 *
 * @param inEvents in the configuration, and so in events
 * @param local in the database on this machine
 */
record TableName(String inEvents, String local) {

    /** An application of the configuration alone. */
    private static final class Nothing {}

    /** What the configuration says of a table. */
    record Names(@Nullable String name, @Nullable String localName) {

        TableName of(String id) {
            String configured = name == null ? id : name;
            return new TableName(configured, localName == null ? configured : localName);
        }
    }

    /** Both names of a table that is called by one of them; the same where the configuration knows of none. */
    static TableName configured(String name) {
        try (ConfigurableApplicationContext nothing = new ApplicationContexts(Nothing.class).start(List.of())) {
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
