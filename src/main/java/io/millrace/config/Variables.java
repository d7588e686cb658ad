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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.PropertyPlaceholderHelper;

/** Finds the environment variables that files name in placeholders and don't set: a deployment has to. */
final class Variables {

    /** Of every JVM, of Spring, and of Lambda itself, which takes no other values. */
    private static final String ELSEWHERE = "(java|user|os|file|random)\\..*|(AWS|LAMBDA)_.*|_.*|TZ";

    private static final PropertyPlaceholderHelper PLACEHOLDERS =
            new PropertyPlaceholderHelper("${", "}", ":", '\\', true);
    private static final Pattern PRESET = Pattern.compile("\\$\\{([^:{}$]+):");

    private final Settings settings;
    private final ConfigurableEnvironment environment;
    private final List<OriginTrackedMapPropertySource> files = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, String> presets = new LinkedHashMap<>();
    private final Set<String> derived = new HashSet<>();

    private Variables(Settings settings) {
        this.settings = settings;
        this.environment = (ConfigurableEnvironment) settings.environment();
        environment.getPropertySources().forEach(source -> {
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

    /** What beans of the application may read, in all files. */
    private void noteOthers() {
        for (OriginTrackedMapPropertySource file : files) {
            file.getSource().keySet().stream()
                    .map(key -> String.valueOf(file.getProperty(key)))
                    .filter(value -> value.contains("${"))
                    .forEach(this::noteAll);
        }
    }

    /** Whether it has to be set, and neither by Spring nor by the JVM. */
    private boolean isMissing(String name) {
        return !presets.containsKey(name) && System.getProperty(name) == null;
    }

    private void noteAll(String text) {
        notePresets(text);
        PLACEHOLDERS.replacePlaceholders(text, this::note);
    }

    /** Notes a placeholder, and says what it stands for: what a file says may name variables, too. */
    private @Nullable String note(String placeholder) {
        if (placeholder.indexOf(':') < 0) {
            names.add(placeholder);
        }
        String written = written(placeholder);
        if (written != null) {
            notePresets(written);
        }
        return written;
    }

    private @Nullable String written(String name) {
        return environment.getPropertySources().stream()
                .flatMap(source -> Stream.ofNullable(source.getProperty(name)))
                .map(Object::toString)
                .findFirst()
                .orElse(null);
    }

    /** Notes what is taken for variables that are not set, which may be what others say. */
    private void notePresets(String text) {
        Matcher preset = PRESET.matcher(text);
        for (int at = 0; preset.find(at); at = preset.end()) {
            String value = upToItsEnd(text.substring(preset.end()));
            presets.putIfAbsent(preset.group(1), environment.resolvePlaceholders(value));
            if (namesVariables(value)) {
                derived.add(preset.group(1));
            }
        }
    }

    private boolean namesVariables(String text) {
        Set<String> named = new HashSet<>();
        PLACEHOLDERS.replacePlaceholders(text, placeholder -> {
            named.add(placeholder);
            return written(placeholder);
        });
        return named.stream().anyMatch(name -> name.indexOf(':') < 0 && isVariable(name));
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

    /** What Spring reads such a property from. Source: "Binding From Environment Variables" in Spring Boot's reference. */
    private static String variable(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_]*")
                ? name
                : name.replace("-", "").replaceAll("[^A-Za-z0-9_]", "_").toUpperCase(Locale.ROOT);
    }
}
