package io.millrace.config;

import io.millrace.template.Deployment.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.PropertyPlaceholderHelper;

/** Finds the environment variables that files name in placeholders and don't set: a deployment has to. */
final class Variables {

    /** Of every JVM, of Spring, and of Lambda itself, which takes no other values. */
    private static final String ELSEWHERE = "(java|user|os|file|random)\\..*|(AWS|LAMBDA)_.*|_.*|TZ";

    private final Environment environment;
    private final List<OriginTrackedMapPropertySource> files = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, String> presets = new LinkedHashMap<>();

    private Variables(ConfigurableEnvironment environment) {
        this.environment = environment;
        environment.getPropertySources().forEach(source -> {
            if (source instanceof OriginTrackedMapPropertySource file) {
                files.add(file);
            }
        });
    }

    static List<Variable> of(Environment environment) {
        return environment instanceof ConfigurableEnvironment configurable
                ? new Variables(configurable).read()
                : List.of();
    }

    private List<Variable> read() {
        PropertyPlaceholderHelper placeholders = new PropertyPlaceholderHelper("${", "}", ":", '\\', true);
        new Settings(environment)
                .values().stream()
                        .filter(value -> value.placeholders() && !value.variable())
                        .forEach(value -> placeholders.replacePlaceholders(value.written(), this::note));
        return names.stream()
                .filter(name -> !name.matches(ELSEWHERE) && !isInAFile(name))
                .map(name -> new Variable(variable(name), presets.get(name)))
                .distinct()
                .toList();
    }

    /** Notes a placeholder, which may have a value for where it isn't set, and resolves it. */
    private @Nullable String note(String placeholder) {
        int colon = placeholder.indexOf(':');
        if (colon < 0) {
            names.add(placeholder);
        } else if (!placeholder.contains("${")) {
            names.add(placeholder.substring(0, colon));
            presets.put(placeholder.substring(0, colon), placeholder.substring(colon + 1));
        }
        return environment.getProperty(placeholder);
    }

    private boolean isInAFile(String name) {
        return files.stream().anyMatch(file -> file.containsProperty(name));
    }

    /** What Spring reads such a property from. Source: "Binding From Environment Variables" in Spring Boot's reference. */
    private static String variable(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_]*")
                ? name
                : name.replace("-", "").replaceAll("[^A-Za-z0-9_]", "_").toUpperCase(Locale.ROOT);
    }
}
