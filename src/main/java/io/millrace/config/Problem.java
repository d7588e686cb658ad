package io.millrace.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;

/**
 * Something that is wrong with the configuration.
 *
 * @param key the setting that is wrong
 * @param origin where the setting stands, if that is known
 * @param text one or more sentences
 */
record Problem(ConfigurationPropertyName key, @Nullable Origin origin, String text) {

    @Override
    public String toString() {
        return "%s: %s".formatted(KeyText.of(key), text);
    }
}
