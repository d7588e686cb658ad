package io.millrace.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.PropertyPlaceholderHelper;

/** Puts in what {@code ${…}} stands for, as Spring Boot does. */
final class Placeholders implements PlaceholdersResolver {

    private final PropertySourcesPlaceholdersResolver lenient;
    private final PropertySourcesPlaceholdersResolver strict;

    Placeholders(Environment environment) {
        this.lenient = new PropertySourcesPlaceholdersResolver(environment);
        this.strict = new PropertySourcesPlaceholdersResolver(
                ((ConfigurableEnvironment) environment).getPropertySources(),
                new PropertyPlaceholderHelper("${", "}", ":", '\\', false));
    }

    @Override
    public @Nullable Object resolvePlaceholders(@Nullable Object value) {
        return lenient.resolvePlaceholders(value);
    }

    String resolved(String value) {
        try {
            return String.valueOf(lenient.resolvePlaceholders(value));
        } catch (IllegalArgumentException e) {
            return value; // it refers to itself
        }
    }

    String resolvedStrictly(String value) {
        return String.valueOf(strict.resolvePlaceholders(value));
    }
}
