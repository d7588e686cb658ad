package io.millrace.config;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySources;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.PropertyPlaceholderHelper;

/** Replaces {@code ${…}} as Spring Boot does. */
final class Placeholders implements PlaceholdersResolver {

    private static final PropertyPlaceholderHelper LENIENT = new PropertyPlaceholderHelper("${", "}", ":", '\\', true);
    private static final PropertyPlaceholderHelper STRICT = new PropertyPlaceholderHelper("${", "}", ":", '\\', false);

    /** A placeholder that nothing closes. */
    private static final Pattern OPEN = Pattern.compile("(?<!\\\\)\\$\\{[^}]*$");

    private final PropertySources sources;
    private final PlaceholdersResolver lenient;
    private final PlaceholdersResolver strict;

    Placeholders(Environment environment) {
        this.sources = ((ConfigurableEnvironment) environment).getPropertySources();
        this.lenient = new PropertySourcesPlaceholdersResolver(sources, LENIENT);
        this.strict = new PropertySourcesPlaceholdersResolver(sources, STRICT);
    }

    PropertySources sources() {
        return sources;
    }

    @Override
    public @Nullable Object resolvePlaceholders(@Nullable Object value) {
        return lenient.resolvePlaceholders(value);
    }

    /** The text with the values of its placeholders; a placeholder that is not set stays. */
    String resolved(String text) {
        try {
            return String.valueOf(lenient.resolvePlaceholders(text));
        } catch (IllegalArgumentException e) {
            return text; // the placeholder refers to itself
        }
    }

    /** What is wrong with the placeholders of a text, such as one whose variable is not set. */
    Optional<String> problem(String text) {
        try {
            strict.resolvePlaceholders(text);
            return OPEN.matcher(text).find()
                    ? Optional.of("'${' begins a placeholder that no '}' ends. Add one.")
                    : Optional.empty();
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
        return "the variable %1$s is not set. Set it, or give a default: ${%1$s:<value>}. If the characters are literal, write \\${%1$s}."
                .formatted(name);
    }

    /** The names in the placeholders of a text, and in those of the values of these names. */
    Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        try {
            LENIENT.replacePlaceholders(text, name -> {
                names.add(name);
                return find(name).map(entry -> entry.value().toString()).orElse(null);
            });
        } catch (IllegalArgumentException e) {
            // A placeholder refers to itself, which is reported as a problem.
        }
        return names;
    }

    /** The value of a name in the strongest source that has it. */
    Optional<Entry> find(String name) {
        return sources.stream()
                .filter(source -> source.getProperty(name) != null)
                .findFirst()
                .map(source -> new Entry(
                        WrittenName.of(name),
                        Objects.requireNonNull(source.getProperty(name)),
                        PropertySourceOrigin.get(source, name)));
    }
}
