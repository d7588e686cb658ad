package io.millrace.config;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * A property source with each value at the name that its written name means.
 *
 * @param settings in the order of the source
 */
record Layer(Map<ConfigurationPropertyName, Setting> settings) implements IterableConfigurationPropertySource {

    @Override
    public Stream<ConfigurationPropertyName> stream() {
        return settings.keySet().stream();
    }

    @Override
    public @Nullable ConfigurationProperty getConfigurationProperty(@Nullable ConfigurationPropertyName name) {
        Setting setting = settings.get(name);
        return setting == null ? null : setting.property();
    }
}
