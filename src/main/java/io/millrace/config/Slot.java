package io.millrace.config;

import java.util.Locale;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A place in the configuration.
 *
 * @param name its name, with each free key in brackets, as it is written
 * @param schema what the place accepts
 */
record Slot(ConfigurationPropertyName name, Schema schema) {

    /** The place of a free key. */
    Slot child(String key) {
        return new Slot(Settings.child(name, key), schema.value(key));
    }

    /** The place of a key of the type. */
    Slot component(String key) {
        return new Slot(name.append(key), schema.below(key));
    }

    /** The place of an unknown key, which accepts anything. */
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
