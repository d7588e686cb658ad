package io.millrace.config;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.PlaceholderResolutionException;

/** Notes placeholders of variables that are not set: {@code ${TENANT}}. */
final class Unresolved {

    /** A placeholder after which none closes. */
    private static final Pattern OPEN = Pattern.compile("(?<!\\\\)\\$\\{[^}]*$");

    private static final String UNCLOSED = "'${' begins a variable, and no '}' ends it. Write one.";

    private Unresolved() {}

    /** Those of some names. */
    static void check(Settings settings, Predicate<ConfigurationPropertyName> names, Mistakes mistakes) {
        for (Settings.Value value : settings.values()) {
            if (names.test(value.name()) && value.placeholders()) {
                problem(settings, value.written())
                        .ifPresent(problem -> mistakes.add(settings.shown(value.name()), problem));
            }
        }
    }

    private static Optional<String> problem(Settings settings, String written) {
        try {
            settings.resolvedStrictly(written);
            return OPEN.matcher(written).find() ? Optional.of(UNCLOSED) : Optional.empty();
        } catch (PlaceholderResolutionException e) {
            return Optional.of(problem(e));
        }
    }

    private static String problem(PlaceholderResolutionException e) {
        String name = String.valueOf(e.getPlaceholder());
        if (name.isBlank() || !name.equals(name.strip())) {
            return "'${%s}' names no variable. Write a name without blanks around it: ${NAME}.".formatted(name);
        }
        if (String.valueOf(e.getMessage()).startsWith("Circular")) {
            return "the variable %s refers to itself.".formatted(name);
        }
        return "the variable %1$s is not set. Set it, or say what to take without it: ${%1$s:<value>}. Where these characters are meant, write \\${%1$s}."
                .formatted(name);
    }
}
