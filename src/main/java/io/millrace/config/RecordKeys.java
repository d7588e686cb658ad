package io.millrace.config;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.convert.Delimiter;
import org.springframework.core.ResolvableType;

/**
 * The keys of a record of properties.
 *
 * @param byPlainName in the order of the record, by the form in which Spring compares names; none for another type
 */
record RecordKeys(Map<String, Key> byPlainName) {

    private static final ClassValue<RecordKeys> KNOWN = new ClassValue<>() {
        @Override
        protected RecordKeys computeValue(Class<?> type) {
            return read(type);
        }
    };

    /**
     * A key.
     *
     * @param name in kebab case, as in {@code partition-key}
     */
    record Key(String name, RecordComponent component) {

        ResolvableType type() {
            return ResolvableType.forType(component.getGenericType());
        }

        /** Whether a single value of a list may hold commas. */
        boolean whole() {
            Delimiter delimiter = component.getAccessor().getAnnotation(Delimiter.class);
            return delimiter != null && delimiter.value().equals(Delimiter.NONE);
        }
    }

    static RecordKeys of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static RecordKeys read(Class<?> type) {
        Map<String, Key> keys = new LinkedHashMap<>();
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                keys.put(Schema.plain(component.getName()), new Key(name(component.getName()), component));
            }
        }
        return new RecordKeys(keys);
    }

    private static String name(String component) {
        StringBuilder name = new StringBuilder();
        for (char next : component.toCharArray()) {
            name.append(Character.isUpperCase(next) ? "-" + Character.toLowerCase(next) : String.valueOf(next));
        }
        return name.toString();
    }
}
