package io.millrace.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/** Finds keys that no property record has. */
final class KnownKeys {

    private KnownKeys() {}

    /** Notes each key that is set but not known, with the nearest that is. */
    static void check(Settings settings, Mistakes mistakes) {
        ResolvableType root = ResolvableType.forClass(MillraceProperties.class);
        settings.writtenNames().forEach(name -> check(name, 1, root, mistakes));
    }

    /**
     * Notes each key below another that is set but not known.
     *
     * @param known the record whose components are known
     * @param others names that are known besides
     */
    static void check(
            Settings settings,
            Mistakes mistakes,
            ConfigurationPropertyName parent,
            ResolvableType known,
            Set<String> others) {
        int depth = parent.getNumberOfElements();
        settings.writtenNames().stream()
                .filter(parent::isAncestorOf)
                .filter(name ->
                        others.stream().noneMatch(other -> parent.append(other).equals(name)))
                .forEach(name -> check(name, depth, known, mistakes));
    }

    private static void check(ConfigurationPropertyName name, int depth, ResolvableType type, Mistakes mistakes) {
        boolean free = type.asCollection() != ResolvableType.NONE || type.resolve() == Object.class;
        if (depth >= name.getNumberOfElements() || free) {
            return;
        }
        if (type.resolve() == Map.class) {
            check(name, depth + 1, type.getGeneric(1), mistakes);
            return;
        }
        component(type, name, depth)
                .ifPresentOrElse(
                        component -> check(name, depth + 1, component, mistakes),
                        () -> mistakes.add(name.chop(depth + 1), unknown(name, depth, type)));
    }

    private static Optional<ResolvableType> component(ResolvableType type, ConfigurationPropertyName name, int depth) {
        ConfigurationPropertyName parent = name.chop(depth);
        return components(type).stream()
                .filter(component -> parent.append(key(component)).equals(name.chop(depth + 1)))
                .map(component -> ResolvableType.forType(component.getGenericType()))
                .findFirst();
    }

    private static String unknown(ConfigurationPropertyName name, int depth, ResolvableType type) {
        List<String> known = components(type).stream().map(KnownKeys::key).toList();
        if (known.isEmpty()) {
            return "'%s' takes a value, and no keys below it.".formatted(name.getElement(depth - 1, Form.ORIGINAL));
        }
        String written = name.getElement(depth, Form.ORIGINAL);
        if (written.equals("true") && known.contains("on")) {
            return "unknown key 'true'. YAML reads on as true unless it stands in quotes: write \"on\".";
        }
        return "unknown key '%s'.%s Known keys here: %s.".formatted(written, Nearest.hint(written, known), known);
    }

    private static List<RecordComponent> components(ResolvableType type) {
        Class<?> record = type.toClass();
        return record.isRecord() ? Arrays.asList(record.getRecordComponents()) : List.of();
    }

    private static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
