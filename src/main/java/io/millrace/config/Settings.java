package io.millrace.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * What is set under {@code millrace}, in the order of the files. A source that only overrides a value, such as an
 * environment variable, changes neither the order nor the spelling of a name.
 */
final class Settings {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("millrace");

    private final List<ConfigurationPropertySource> sources = new ArrayList<>();

    Settings(Environment environment) {
        ConfigurationPropertySources.get(environment).forEach(sources::add);
    }

    /** The key of a table or a route of this name, which may have upper case and underscores. */
    static ConfigurationPropertyName child(ConfigurationPropertyName parent, String name) {
        return name.matches("[A-Za-z0-9_-]+")
                ? parent.append(name.toLowerCase(Locale.ROOT).replace("_", ""))
                : parent.append("[%s]".formatted(name));
    }

    /** The names right below this one, as they are written where they are first set. */
    Collection<String> children(ConfigurationPropertyName parent) {
        Map<ConfigurationPropertyName, String> children = new LinkedHashMap<>();
        int depth = parent.getNumberOfElements();
        for (IterableConfigurationPropertySource source : fromLowestPrecedence()) {
            source.stream()
                    .filter(parent::isAncestorOf)
                    .forEach(name -> children.putIfAbsent(name.chop(depth + 1), name.getElement(depth, Form.ORIGINAL)));
        }
        return children.values();
    }

    /** Every name that is set in a file or on the command line; environment variables may be meant for others. */
    List<ConfigurationPropertyName> writtenNames() {
        UnboundElementsSourceFilter deliberate = new UnboundElementsSourceFilter();
        return fromLowestPrecedence().stream()
                .filter(deliberate::apply)
                .flatMap(IterableConfigurationPropertySource::stream)
                .filter(ROOT::isAncestorOf)
                .distinct()
                .toList();
    }

    /** What is set for just this name. */
    Optional<ConfigurationProperty> find(ConfigurationPropertyName name) {
        return sources.stream()
                .flatMap(source -> Optional.ofNullable(source.getConfigurationProperty(name)).stream())
                .findFirst();
    }

    /** What is set for this name, or for the first name below it. */
    Optional<ConfigurationProperty> findAround(ConfigurationPropertyName name) {
        return find(name).or(() -> fromLowestPrecedence().stream()
                .flatMap(IterableConfigurationPropertySource::stream)
                .filter(name::isAncestorOf)
                .findFirst()
                .flatMap(this::find));
    }

    private List<IterableConfigurationPropertySource> fromLowestPrecedence() {
        List<IterableConfigurationPropertySource> iterable = new ArrayList<>();
        for (ConfigurationPropertySource source : sources) {
            if (source instanceof IterableConfigurationPropertySource names) {
                iterable.add(names);
            }
        }
        Collections.reverse(iterable);
        return iterable;
    }
}
