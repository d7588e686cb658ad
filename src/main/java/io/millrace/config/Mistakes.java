package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;

/** Gathers what is wrong with the configuration, so that all of it is told at once. */
final class Mistakes {

    private final Settings settings;
    private final List<Mistake> mistakes = new ArrayList<>();

    /** One mistake: {@code config/application.yml:12: millrace.tables.orders.routes.confirm.handler: …}. */
    private record Mistake(String place, int line, String text) {}

    Mistakes(Settings settings) {
        this.settings = settings;
    }

    /** Notes a mistake at a key; of several at one key, the first is the one to mend. */
    void add(ConfigurationPropertyName key, String problem) {
        Origin origin =
                settings.findAround(key).map(ConfigurationProperty::getOrigin).orElse(null);
        boolean known = mistakes.stream().anyMatch(mistake -> mistake.text().startsWith(key + ":"));
        if (!known) {
            mistakes.add(new Mistake(place(origin), line(origin), "%s: %s".formatted(key, problem)));
        }
    }

    boolean isEmpty() {
        return mistakes.isEmpty();
    }

    /** @throws InvalidConfigurationException if there are any */
    void throwIfAny() {
        if (!isEmpty()) {
            throw new InvalidConfigurationException(
                    mistakes.stream().map(Mistakes::describe).toList());
        }
    }

    private static String describe(Mistake mistake) {
        String place = mistake.line() > 0 ? mistake.place() + ":" + mistake.line() : mistake.place();
        return place.isEmpty() ? mistake.text() : "%s: %s".formatted(place, mistake.text());
    }

    private static String place(@org.jspecify.annotations.Nullable Origin origin) {
        if (origin == null) {
            return "";
        }
        String text = origin.toString();
        int start = text.indexOf('[');
        int end = text.indexOf(']', Math.max(start, 0));
        return origin instanceof TextResourceOrigin && start >= 0 && end > start
                ? text.substring(start + 1, end)
                : text;
    }

    private static int line(@org.jspecify.annotations.Nullable Origin origin) {
        return origin instanceof TextResourceOrigin text && text.getLocation() != null
                ? text.getLocation().getLine() + 1
                : 0;
    }
}
