package io.millrace.config;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.convert.Delimiter;
import org.springframework.core.ResolvableType;

/**
 * What may be written at a place of the configuration.
 *
 * @param type of what is read from it
 * @param whole whether a single value of a list may hold commas
 * @param others keys that are known beside those of the type
 * @param handlers the settings of handlers, by the handler's name
 */
record Schema(ResolvableType type, boolean whole, Set<String> others, Map<String, Class<?>> handlers) {

    private static final Set<Class<?>> TEXTS = Set.of(String.class, Path.class);

    /**
     * Of all below {@code millrace}.
     *
     * @param handlers the settings of handlers whose type is known, by the handler's name
     */
    static Schema root(Map<String, Class<?>> handlers) {
        return new Schema(ResolvableType.forClass(MillraceProperties.class), false, Set.of(), handlers);
    }

    /** Where anything may stand. */
    Schema anything() {
        return of(ResolvableType.forClass(Object.class));
    }

    private Schema of(ResolvableType other) {
        return new Schema(other, false, Set.of(), handlers);
    }

    boolean isAnything() {
        return type.resolve() == Object.class;
    }

    boolean isMap() {
        return type.resolve() == Map.class;
    }

    boolean isList() {
        return type.asCollection() != ResolvableType.NONE;
    }

    boolean isRecord() {
        return type.toClass().isRecord();
    }

    /** Whether it is read as a text, where each character counts. */
    boolean isText() {
        return TEXTS.contains(type.toClass());
    }

    /** Whether its keys are free, and each has a text. */
    boolean isMapOfTexts() {
        return isMap() && TEXTS.contains(type.getGeneric(1).toClass());
    }

    /** What stands below a free key. */
    Schema value(String key) {
        Schema value = of(type.getGeneric(1));
        Class<?> settings = handlers.get(key);
        return value.isAnything() && settings != null
                ? new Schema(ResolvableType.forClass(settings), false, Set.of(ReadyMade.TYPE), handlers)
                : value;
    }

    Schema element() {
        return of(type.asCollection().getGeneric());
    }

    /** The key that is meant by a written one: upper case, dashes and underscores don't matter. */
    Optional<String> key(String written) {
        return keys().stream().filter(key -> plain(key).equals(plain(written))).findFirst();
    }

    /** What stands below a key. */
    Schema below(String key) {
        return components().stream()
                .filter(component -> key(component).equals(key))
                .findFirst()
                .map(component -> new Schema(
                        ResolvableType.forType(component.getGenericType()), isWhole(component), Set.of(), handlers))
                .orElseGet(() -> of(ResolvableType.forClass(String.class)));
    }

    private static boolean isWhole(RecordComponent component) {
        Delimiter delimiter = component.getAccessor().getAnnotation(Delimiter.class);
        return delimiter != null && delimiter.value().equals(Delimiter.NONE);
    }

    /** The keys of the type, in its order, and the others. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(ownKeys());
        keys.addAll(others);
        return keys;
    }

    List<String> ownKeys() {
        return components().stream().map(Schema::key).toList();
    }

    private List<RecordComponent> components() {
        return isRecord() ? Arrays.asList(type.toClass().getRecordComponents()) : List.of();
    }

    private static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** A name without what Spring leaves out when it compares names. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
