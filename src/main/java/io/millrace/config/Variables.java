package io.millrace.config;

import io.millrace.mapping.Deployment.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.env.OriginTrackedMapPropertySource;

/** Finds the environment variables that a deployment must set: files name them in placeholders, and don't set them. */
final class Variables {

    /** Names that the JVM, Spring or Lambda itself sets. */
    private static final String ELSEWHERE = "(java|user|os|file|random)\\..*|(AWS|LAMBDA)_.*|_.*|TZ";

    private static final Pattern PRESET = Pattern.compile("\\$\\{([^:{}$]+):");

    private final Settings settings;
    private final Placeholders placeholders;
    private final List<OriginTrackedMapPropertySource> files = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, String> presets = new LinkedHashMap<>();
    private final Set<String> derived = new HashSet<>();

    private Variables(Settings settings) {
        this.settings = settings;
        this.placeholders = settings.placeholders();
        placeholders.sources().forEach(source -> {
            if (source instanceof OriginTrackedMapPropertySource file) {
                files.add(file);
            }
        });
    }

    static List<Variable> of(Settings settings) {
        return new Variables(settings).read();
    }

    private List<Variable> read() {
        settings.all().stream()
                .filter(value -> value.hasPlaceholders() && !value.variable())
                .forEach(value -> noteAll(value.written()));
        Set<String> ours = Set.copyOf(names);
        noteOthers();
        return names.stream()
                .filter(this::isVariable)
                .filter(name -> ours.contains(name) || isMissing(name))
                .map(name -> new Variable(variable(name), presets.get(name), derived.contains(name)))
                .distinct()
                .toList();
    }

    /** Adds the placeholders of all files, which beans of the application may read. */
    private void noteOthers() {
        for (OriginTrackedMapPropertySource file : files) {
            file.getSource().keySet().stream()
                    .map(key -> String.valueOf(file.getProperty(key)))
                    .filter(value -> value.contains("${"))
                    .forEach(this::noteAll);
        }
    }

    /** Whether neither a default nor the JVM gives it a value. */
    private boolean isMissing(String name) {
        return !presets.containsKey(name) && System.getProperty(name) == null;
    }

    private void noteAll(String text) {
        notePresets(text);
        for (String name : placeholders.names(text)) {
            if (isName(name)) {
                names.add(name);
            }
            placeholders.find(name).ifPresent(entry -> notePresets(entry.value().toString()));
        }
    }

    /** Whether a placeholder is a name without a default. */
    private static boolean isName(String placeholder) {
        return placeholder.indexOf(':') < 0;
    }

    /** Adds the defaults of variables in a text; a default may depend on other variables. */
    private void notePresets(String text) {
        Matcher preset = PRESET.matcher(text);
        for (int at = 0; preset.find(at); at = preset.end()) {
            String value = upToItsEnd(text.substring(preset.end()));
            presets.putIfAbsent(preset.group(1), placeholders.resolved(value));
            if (placeholders.names(value).stream().anyMatch(name -> isName(name) && isVariable(name))) {
                derived.add(preset.group(1));
            }
        }
    }

    private static String upToItsEnd(String text) {
        int open = 1;
        for (int i = 0; i < text.length(); i++) {
            open += text.startsWith("${", i) ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (open == 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private boolean isVariable(String name) {
        return !name.matches(ELSEWHERE) && files.stream().noneMatch(file -> file.containsProperty(name));
    }

    /** The variable from which Spring reads a property. Source: "Binding From Environment Variables" in Spring Boot's reference. */
    private static String variable(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_]*")
                ? name
                : name.replace("-", "").replaceAll("[^A-Za-z0-9_]", "_").toUpperCase(Locale.ROOT);
    }
}
