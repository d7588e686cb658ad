package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * What one source says below {@code millrace}, each value at the name that is meant.
 *
 * @param variables whether they come from the process's environment
 */
record Layer(boolean variables, Map<ConfigurationPropertyName, ConfigurationProperty> properties)
        implements IterableConfigurationPropertySource {

    Layer(boolean variables) {
        this(variables, new LinkedHashMap<>());
    }

    void put(ConfigurationPropertyName name, Entry entry) {
        properties.put(name, new ConfigurationProperty(name, entry.value(), entry.origin()));
    }

    @Override
    public Stream<ConfigurationPropertyName> stream() {
        return properties.keySet().stream();
    }

    @Override
    public @Nullable ConfigurationProperty getConfigurationProperty(@Nullable ConfigurationPropertyName name) {
        return properties.get(name);
    }
}
