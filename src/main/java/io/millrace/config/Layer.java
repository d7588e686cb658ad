package io.millrace.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * What one source says below {@code millrace}, each value at the name that is meant.
 *
 * @param variables whether they come from the process's environment
 * @param singles the only elements of lists that are written as a single value
 */
record Layer(
        boolean variables,
        Map<ConfigurationPropertyName, ConfigurationProperty> properties,
        Set<ConfigurationPropertyName> singles)
        implements IterableConfigurationPropertySource {

    Layer(boolean variables) {
        this(variables, new LinkedHashMap<>(), new HashSet<>());
    }

    /** Keeps a value, at the first element of a list for which it stands alone. */
    void put(Slot written, Slot meant, Entry entry) {
        ConfigurationPropertyName name = meant.name();
        properties.put(name, new ConfigurationProperty(name, entry.value(), entry.origin()));
        if (!written.name().equals(name)) {
            singles.add(name);
        }
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
