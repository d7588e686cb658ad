package io.millrace.config;

import java.time.Duration;
import java.util.Optional;
import org.springframework.util.ClassUtils;

/** Finds values that are not read as they are spelt. */
final class Losses {

    private final Spellings spellings;
    private final References references;

    Losses(Spellings spellings, References references) {
        this.spellings = spellings;
        this.references = references;
    }

    /** What a value has lost, for the place where it is wanted. */
    Optional<Lost> of(Entry entry, Slot slot) {
        boolean text = slot.schema().isText();
        if (!(entry.value() instanceof String value)) {
            return text || entry.value() instanceof Number && isNumber(slot.schema())
                    ? lost(entry, text)
                    : Optional.empty();
        }
        if (value.isEmpty()) {
            return text && slot.name().isLastElementIndexed() ? lost(entry, true) : Optional.empty();
        }
        return text && value.contains("${") ? ofReferences(value) : Optional.empty();
    }

    private Optional<Lost> ofReferences(String value) {
        return references.of(value).stream()
                .filter(entry -> !(entry.value() instanceof String))
                .flatMap(entry -> lost(entry, true).stream())
                .findFirst();
    }

    private Optional<Lost> lost(Entry entry, boolean text) {
        Object value = entry.value();
        Optional<String> written = spellings.of(entry);
        if (written.isEmpty()) {
            boolean decimal = text && (value instanceof Double || value instanceof Float);
            return decimal ? Optional.of(new Lost("", value, true)) : Optional.empty();
        }
        String spelt = written.get();
        boolean same = text ? spelt.equals(value.toString()) : Lost.isSameNumber(spelt, value);
        return same ? Optional.empty() : Optional.of(new Lost(spelt, value, text));
    }

    private static boolean isNumber(Schema schema) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(schema.type().toClass());
        return Number.class.isAssignableFrom(type) || type == Duration.class;
    }
}
