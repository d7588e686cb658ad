package io.millrace.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * What is set under {@code millrace}, in the order of the files. Free keys, such as the names of tables, routes and handlers, are
 * as they are written. A source that only overrides a value, such as an environment variable, changes neither the order nor the
 * spelling of a name.
 */
final class Settings {

    static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("millrace");

    private final Layers layers;
    private final Placeholders placeholders;

    /**
     * A value that is in use.
     *
     * @param written with its placeholders
     * @param variable whether it comes from the process's environment
     */
    record Value(ConfigurationPropertyName name, String written, boolean variable) {

        boolean placeholders() {
            return written.contains("${");
        }
    }

    Settings(Environment environment) {
        this(environment, Map.of());
    }

    /**
     * @param handlers the settings of handlers whose type is known, by the handler's name
     */
    Settings(Environment environment, Map<String, Class<?>> handlers) {
        this.layers = handlers.isEmpty() ? LayersRead.of(environment) : Layers.read(environment, Schema.root(handlers));
        this.placeholders = new Placeholders(environment);
    }

    /** What stands below a free key, such as the name of a table or a route. */
    static ConfigurationPropertyName child(ConfigurationPropertyName parent, String name) {
        return parent.append(
                "[" + (WrittenName.isBalanced(name) ? name : name.replaceAll("[\\[\\]]", "_") + "_") + "]");
    }

    /** The free keys right below this name. */
    Collection<String> children(ConfigurationPropertyName parent) {
        Map<ConfigurationPropertyName, String> children = new LinkedHashMap<>();
        int depth = parent.getNumberOfElements();
        for (Layer layer : fromLowestPrecedence()) {
            layer.stream()
                    .filter(parent::isAncestorOf)
                    .forEach(name -> children.putIfAbsent(name.chop(depth + 1), name.getElement(depth, Form.ORIGINAL)));
        }
        return children.values();
    }

    /** What is wrong with the way names are written. */
    List<Problem> problems() {
        return layers.problems();
    }

    /** Values that are in use, but not as they are spelt. */
    Map<ConfigurationPropertyName, Lost> lost() {
        return layers.lost();
    }

    /** All values that are in use, in the order of the files. */
    Collection<Value> values() {
        Map<ConfigurationPropertyName, Value> values = new LinkedHashMap<>();
        for (Layer layer : fromLowestPrecedence()) {
            layer.properties()
                    .forEach((name, set) ->
                            values.put(name, new Value(name, set.getValue().toString(), layer.variables())));
        }
        return values.values();
    }

    /** A value with what its placeholders stand for; of those that are not set, the placeholder. */
    String resolved(String value) {
        return placeholders.resolved(value);
    }

    /**
     * A value with what its placeholders stand for.
     *
     * @throws org.springframework.util.PlaceholderResolutionException if one is not set
     */
    String resolvedStrictly(String value) {
        return placeholders.resolvedStrictly(value);
    }

    /** The name as it is written, without the index of a single value that stands for a list. */
    ConfigurationPropertyName shown(ConfigurationPropertyName name) {
        boolean single = fromLowestPrecedence().stream()
                .anyMatch(layer -> layer.singles().contains(name));
        return single ? name.getParent() : name;
    }

    /** Reads values at the names that are meant. */
    Binder binder() {
        return new Binder(layers.sources(), placeholders);
    }

    /** What is set for just this name. */
    Optional<ConfigurationProperty> find(ConfigurationPropertyName name) {
        return layers.sources().stream()
                .flatMap(source -> Optional.ofNullable(source.getConfigurationProperty(name)).stream())
                .findFirst();
    }

    /** What is set for this name, or for the first name below it. */
    Optional<ConfigurationProperty> findAround(ConfigurationPropertyName name) {
        return find(name).or(() -> fromLowestPrecedence().stream()
                .flatMap(Layer::stream)
                .filter(name::isAncestorOf)
                .findFirst()
                .flatMap(this::find));
    }

    private List<Layer> fromLowestPrecedence() {
        List<Layer> named = new ArrayList<>();
        for (ConfigurationPropertySource source : layers.sources()) {
            if (source instanceof Layer layer) {
                named.add(layer);
            }
        }
        Collections.reverse(named);
        return named;
    }
}
