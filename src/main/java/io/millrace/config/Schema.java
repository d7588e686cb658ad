package io.millrace.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * What a place of the configuration accepts.
 *
 * @param type the type to which it is bound
 * @param whole whether a single value of a list may contain commas
 * @param others known keys besides those of the type
 * @param handlers the settings of handlers, by the handler's name
 */
record Schema(ResolvableType type, boolean whole, Set<String> others, Map<String, Class<?>> handlers) {

    private static final Set<Class<?>> TEXTS = Set.of(String.class, Path.class);

    /**
     * The schema of everything below {@code millrace}.
     *
     * @param handlers the settings of handlers whose type is known, by the handler's name
     */
    static Schema root(Map<String, Class<?>> handlers) {
        return new Schema(ResolvableType.forClass(MillraceProperties.class), false, Set.of(), handlers);
    }

    /** The schema of a place that accepts anything. */
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
        return type.isArray() || type.asCollection() != ResolvableType.NONE;
    }

    boolean isRecord() {
        return type.toClass().isRecord();
    }

    /** Whether the value is a text, in which each character counts. */
    boolean isText() {
        return TEXTS.contains(type.toClass());
    }

    boolean isNumber() {
        Class<?> plain = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
        return Number.class.isAssignableFrom(plain) || plain == Duration.class;
    }

    /** Whether keys are free, and each has a single value. */
    boolean isMapOfValues() {
        if (!isMap()) {
            return false;
        }
        Schema value = of(type.getGeneric(1));
        return !value.isRecord() && !value.isMap() && !value.isList() && !value.isAnything();
    }

    /** The schema below a free key. */
    Schema value(String key) {
        Schema value = of(type.getGeneric(1));
        Class<?> settings = handlers.get(key);
        return value.isAnything() && settings != null
                ? new Schema(ResolvableType.forClass(settings), false, Set.of(ReadyMade.TYPE), handlers)
                : value;
    }

    Schema element() {
        return of(type.isArray() ? type.getComponentType() : type.asCollection().getGeneric());
    }

    /** The key that a written one means, ignoring case, dashes and underscores. */
    Optional<String> key(String written) {
        String plain = plain(written);
        RecordKeys.Key key = own().byPlainName().get(plain);
        return key != null
                ? Optional.of(key.name())
                : others.stream().filter(other -> other.equals(plain)).findFirst();
    }

    /** The schema below a key. */
    Schema below(String key) {
        RecordKeys.Key own = own().byPlainName().get(plain(key));
        return own == null
                ? of(ResolvableType.forClass(String.class))
                : new Schema(own.type(), own.whole(), Set.of(), handlers);
    }

    /** The keys of the type, in its order, then the others. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(ownKeys());
        keys.addAll(others);
        return keys;
    }

    List<String> ownKeys() {
        return own().byPlainName().values().stream().map(RecordKeys.Key::name).toList();
    }

    private RecordKeys own() {
        return RecordKeys.of(type.toClass());
    }

    /** A name in the form in which Spring compares names: lower case, letters and digits. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char next = name.charAt(i);
            char lower = next >= 'A' && next <= 'Z' ? (char) (next + ('a' - 'A')) : next;
            if (lower >= 'a' && lower <= 'z' || lower >= '0' && lower <= '9') {
                plain.append(lower);
            }
        }
        return plain.toString();
    }
}
