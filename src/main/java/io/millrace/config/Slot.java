package io.millrace.config;

import java.util.Locale;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A place in the configuration.
 *
 * @param name in which each free key stands in brackets, as it is written
 * @param schema what may be written there
 */
record Slot(ConfigurationPropertyName name, Schema schema) {

    /** Below a free key. */
    Slot child(String key) {
        return new Slot(Settings.child(name, key), schema.value(key));
    }

    /** Below a key that the type has. */
    Slot component(String key) {
        return new Slot(name.append(key), schema.below(key));
    }

    /** Below a key of which nothing is known. */
    Slot unknown(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return new Slot(
                lower.matches("[a-z0-9][a-z0-9-]*") ? name.append(lower) : Settings.child(name, key),
                schema.anything());
    }

    Slot element(String index) {
        return new Slot(name.append("[%s]".formatted(index)), schema.element());
    }
}
