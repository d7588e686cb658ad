package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySources;
import org.springframework.util.PropertyPlaceholderHelper;

/** What the placeholders of a text stand for, where that is set. */
final class References {

    private static final PropertyPlaceholderHelper HELPER = new PropertyPlaceholderHelper("${", "}", ":", '\\', true);

    private final PropertySources sources;

    References(Environment environment) {
        this.sources = ((ConfigurableEnvironment) environment).getPropertySources();
    }

    /** The settings that the placeholders of a text name, and those that these name. */
    List<Entry> of(String text) {
        List<Entry> found = new ArrayList<>();
        try {
            HELPER.replacePlaceholders(text, name -> {
                Entry entry = find(name);
                if (entry == null) {
                    return null;
                }
                found.add(entry);
                return entry.value().toString();
            });
        } catch (IllegalArgumentException e) {
            found.clear(); // one that refers to itself, which is told elsewhere
        }
        return found;
    }

    private @Nullable Entry find(String name) {
        for (PropertySource<?> source : sources) {
            Object value = source.getProperty(name);
            if (value != null) {
                return new Entry(WrittenName.of(name), value, PropertySourceOrigin.get(source, name));
            }
        }
        return null;
    }
}
