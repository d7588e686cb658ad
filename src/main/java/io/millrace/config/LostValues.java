package io.millrace.config;

import io.millrace.table.KeySchema;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Notes values that would not be read as they are spelt. */
final class LostValues {

    private static final int PATTERN = 5;

    private LostValues() {}

    /** All below {@code millrace}. Patterns for keys that are numbers may be spelt as any number. */
    static void check(Settings settings, MillraceProperties properties, Mistakes mistakes) {
        settings.lost().forEach((name, lost) -> {
            if (!(keyType(name, properties) == KeySchema.Type.N && lost.isSameNumber())) {
                mistakes.add(settings.shown(name), problem(name, lost));
            }
        });
    }

    /** Those of handlers. */
    static void check(Settings settings, ConfigurationPropertyName handler, Mistakes mistakes) {
        settings.lost().forEach((name, lost) -> {
            if (handler.isAncestorOf(name)) {
                mistakes.add(settings.shown(name), problem(name, lost));
            }
        });
    }

    private static String problem(ConfigurationPropertyName name, Lost lost) {
        String read = lost.value() instanceof Number ? "a number" : "something else";
        return Secrets.isSecret(name) ? "YAML reads it as %s. Write it in quotes.".formatted(read) : lost.problem();
    }

    private static KeySchema.@Nullable Type keyType(ConfigurationPropertyName name, MillraceProperties properties) {
        if (name.getNumberOfElements() <= PATTERN || !TablesReader.TABLES.isAncestorOf(name)) {
            return null;
        }
        TableProperties table = properties.tables().get(name.getElement(2, Form.ORIGINAL));
        return switch (name.getElement(PATTERN, Form.UNIFORM)) {
            case "partitionkey" -> table == null ? null : table.keys().partitionType();
            case "sortkey" -> table == null ? null : table.keys().sortType();
            default -> null;
        };
    }
}
