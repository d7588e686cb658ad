package io.millrace.config;

import io.millrace.mapping.Deployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The names of tables in the database on the developer's machine. */
final class LocalNames {

    private LocalNames() {}

    /** The local name of a table: the configured one, otherwise its name. */
    static String of(TableProperties table, String name) {
        return isGiven(table.localName()) ? String.valueOf(table.localName()) : name;
    }

    private static boolean isGiven(@Nullable String name) {
        return name != null && !name.isEmpty();
    }

    /** Adds mistakes for names that DynamoDB does not allow, and for duplicates. */
    static void check(List<TablesReader.Table> tables, Mistakes mistakes) {
        Map<String, String> ids = new HashMap<>();
        tables.stream()
                .filter(table -> !isGiven(table.properties().localName()))
                .forEach(table -> ids.putIfAbsent(table.name(), table.id()));
        tables.stream()
                .filter(table -> isGiven(table.properties().localName()))
                .forEach(table -> check(table, ids, mistakes));
    }

    private static void check(TablesReader.Table table, Map<String, String> ids, Mistakes mistakes) {
        ConfigurationPropertyName key =
                Settings.child(TablesReader.TABLES, table.id()).append("local-name");
        String name = of(table.properties(), table.name());
        String other = ids.putIfAbsent(name, table.id());
        if (!Deployment.Table.isName(name)) {
            mistakes.add(
                    key,
                    "DynamoDB does not allow a table with the name '%s': a name has 3 to 255 letters, digits, '_', '-' and '.'."
                            .formatted(name));
        } else if (other != null) {
            mistakes.add(
                    key,
                    "'%s' is the name of table '%s' there already; their records could not be told apart."
                            .formatted(name, other));
        }
    }
}
