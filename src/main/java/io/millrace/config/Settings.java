package io.millrace.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * The settings below {@code millrace} of one environment, in the order of the files. Free keys, such as the names of tables,
 * routes and handlers, keep their spelling. A source that only overrides a value, such as an environment variable, changes
 * neither the order nor the spelling of a name.
 */
final class Settings {

    static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("millrace");

    private final Environment environment;
    private final List<WrittenSource> written;
    private final Spellings spellings;
    private final Placeholders placeholders;
    private final List<Problem> wrongNames = new ArrayList<>();
    private final List<ConfigurationPropertySource> sources;
    private final Map<ConfigurationPropertyName, Setting> settings = new LinkedHashMap<>();

    /** Reads the environment. The types of handlers are not known yet, so that their names accept any settings. */
    Settings(Environment environment) {
        this(environment, WrittenSource.allOf(environment), new Spellings(), Map.of());
    }

    private Settings(
            Environment environment, List<WrittenSource> written, Spellings spellings, Map<String, Class<?>> handlers) {
        this.environment = environment;
        this.written = written;
        this.spellings = spellings;
        this.placeholders = new Placeholders(environment);
        this.sources = new LayerReader(Schema.root(handlers), spellings, wrongNames).read(written);
        for (int i = sources.size() - 1; i >= 0; i--) {
            if (sources.get(i) instanceof Layer layer) {
                settings.putAll(layer.settings());
            }
        }
    }

    /** These settings if the environment has not changed since; otherwise the environment is read again. */
    Settings current() {
        List<WrittenSource> now = WrittenSource.allOf(environment);
        boolean same = now.size() == written.size()
                && IntStream.range(0, now.size()).allMatch(i -> now.get(i).equalsSource(written.get(i)));
        return same ? this : new Settings(environment, now, new Spellings(), Map.of());
    }

    /**
     * These settings with known types of handlers.
     *
     * @param handlers the record of settings of each handler, by the handler's name
     */
    Settings withTypes(Map<String, Class<?>> handlers) {
        return handlers.isEmpty() ? this : new Settings(environment, written, spellings, handlers);
    }

    /** Whether any source has a value below a name. */
    static boolean hasBelow(Environment environment, ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }

    /** The name of a free key, such as the name of a table or a route. */
    static ConfigurationPropertyName child(ConfigurationPropertyName parent, String name) {
        return parent.append(
                "[" + (WrittenName.isBalanced(name) ? name : name.replaceAll("[\\[\\]]", "_") + "_") + "]");
    }

    Placeholders placeholders() {
        return placeholders;
    }

    Environment environment() {
        return environment;
    }

    /** The free keys right below a name. */
    Collection<String> children(ConfigurationPropertyName parent) {
        Map<ConfigurationPropertyName, String> children = new LinkedHashMap<>();
        int depth = parent.getNumberOfElements();
        settings.keySet().stream()
                .filter(parent::isAncestorOf)
                .forEach(name -> children.putIfAbsent(name.chop(depth + 1), name.getElement(depth, Form.ORIGINAL)));
        return children.values();
    }

    /** All mistakes in writing: wrong names, placeholders that can't be resolved, and values that YAML reads differently. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(wrongNames);
        MisreadValues misread = new MisreadValues(this, spellings, placeholders);
        settings.values().forEach(setting -> problem(setting)
                .or(() -> misread.problem(setting))
                .ifPresent(text -> problems.add(
                        new Problem(setting.writtenName(), setting.entry().origin(), text))));
        return problems;
    }

    private Optional<String> problem(Setting setting) {
        return setting.hasPlaceholders() ? placeholders.problem(setting.written()) : Optional.empty();
    }

    /** The values in use, in the order of the files. */
    Collection<Setting> all() {
        return settings.values();
    }

    /** A text with the values of its placeholders; a placeholder that is not set stays. */
    String resolved(String value) {
        return placeholders.resolved(value);
    }

    /** A binder over the values at the names that are meant. */
    Binder binder() {
        return new Binder(sources, placeholders);
    }

    /** The value of a name. */
    Optional<ConfigurationProperty> find(ConfigurationPropertyName name) {
        return sources.stream()
                .flatMap(source -> Optional.ofNullable(source.getConfigurationProperty(name)).stream())
                .findFirst();
    }

    /** The value of a name, or of the first name below it. */
    Optional<ConfigurationProperty> findAround(ConfigurationPropertyName name) {
        return find(name).or(() -> settings.values().stream()
                .filter(setting -> name.isAncestorOf(setting.name()))
                .map(Setting::property)
                .findFirst());
    }
}
