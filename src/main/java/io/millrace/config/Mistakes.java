package io.millrace.config;

import io.millrace.change.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Gathers what is wrong with the configuration, so that all of it is told at once. */
final class Mistakes {

    private final Settings settings;
    private final List<Mistake> mistakes = new ArrayList<>();

    private record Mistake(SettingLocation place, ConfigurationPropertyName key, String problem) {

        @Override
        public String toString() {
            return "%s%s: %s".formatted(place, KeyText.of(key), problem);
        }
    }

    /** Begins with the mistakes in writing. */
    Mistakes(Settings settings) {
        this.settings = settings;
        settings.problems().forEach(this::add);
    }

    Settings settings() {
        return settings;
    }

    /** Notes a mistake at a key. Of several at one key or around it, the first is the one to mend. */
    void add(ConfigurationPropertyName key, String problem) {
        if (!anyAt(key)) {
            mistakes.add(new Mistake(place(key), key, problem));
        }
    }

    /** Notes what is wrong with the way something is written. */
    void add(Problem problem) {
        if (!anyAt(problem.key())) {
            mistakes.add(new Mistake(SettingLocation.of(problem.origin()), problem.key(), problem.text()));
        }
    }

    /** Whether a mistake is noted at this key or below it. */
    boolean anyAt(ConfigurationPropertyName key) {
        return mistakes.stream().anyMatch(mistake -> mistake.key().equals(key) || key.isAncestorOf(mistake.key()));
    }

    private SettingLocation place(ConfigurationPropertyName key) {
        Optional<ConfigurationProperty> set = settings.findAround(key);
        for (int size = key.getNumberOfElements() - 1; set.isEmpty() && size > 0; size--) {
            set = settings.findAround(key.chop(size));
        }
        return SettingLocation.of(set.map(ConfigurationProperty::getOrigin).orElse(null));
    }

    /** @throws InvalidConfigurationException if there are any */
    void throwIfAny() {
        if (!mistakes.isEmpty()) {
            Secrets secrets = new Secrets(settings);
            throw new InvalidConfigurationException(mistakes.stream()
                    .sorted(Comparator.comparing(Mistake::place))
                    .map(mistake -> Printable.of(secrets.hide(mistake.key(), mistake.toString())))
                    .toList());
        }
    }
}
