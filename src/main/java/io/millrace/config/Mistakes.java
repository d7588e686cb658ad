package io.millrace.config;

import io.millrace.change.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;

/** Collects what is wrong with a configuration, so that all of it is reported at once. */
final class Mistakes {

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    /** Begins with the mistakes in writing. */
    Mistakes(Settings settings) {
        this.settings = settings;
        settings.problems().forEach(this::add);
    }

    Settings settings() {
        return settings;
    }

    /** Adds a mistake at a key. Of several at one key or below it, only the first is kept: the others may follow from it. */
    void add(ConfigurationPropertyName key, String text) {
        add(new Problem(key, origin(key), text));
    }

    /** Adds a mistake at a key if something is wrong there. */
    void addIf(boolean wrong, ConfigurationPropertyName key, String format, @Nullable Object... values) {
        if (wrong) {
            add(key, format.formatted(values));
        }
    }

    /** Adds a mistake at a key that is written without a value. */
    void addIfEmpty(ConfigurationPropertyName key, String text) {
        addIf(settings.find(key).filter(set -> "".equals(set.getValue())).isPresent(), key, text);
    }

    void add(Problem problem) {
        if (!anyAt(problem.key())) {
            problems.add(problem);
        }
    }

    /** Whether there is a mistake at this key or below it. */
    boolean anyAt(ConfigurationPropertyName key) {
        return problems.stream().anyMatch(problem -> problem.key().equals(key) || key.isAncestorOf(problem.key()));
    }

    private @Nullable Origin origin(ConfigurationPropertyName key) {
        Optional<ConfigurationProperty> set = settings.findAround(key);
        for (int size = key.getNumberOfElements() - 1; set.isEmpty() && size > 0; size--) {
            set = settings.findAround(key.chop(size));
        }
        return set.map(ConfigurationProperty::getOrigin).orElse(null);
    }

    /** @throws InvalidConfigurationException if there are any */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            Secrets secrets = new Secrets(settings);
            throw InvalidConfigurationException.of(problems.stream()
                    .map(problem -> Map.entry(SettingLocation.of(problem.origin()), problem))
                    .sorted(Map.Entry.comparingByKey())
                    .map(problem -> secrets.hide(
                            problem.getValue().key(), problem.getKey().toString() + problem.getValue()))
                    .map(Printable::of)
                    .toList());
        }
    }
}
