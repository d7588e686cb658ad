package io.millrace.config;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Finds values that YAML reads differently from how they are written: {@code NO} as false, {@code 1.10} as 1.1. */
final class MisreadValues {

    private static final int PATTERN = 5;

    private final Settings settings;
    private final Spellings spellings;
    private final Placeholders placeholders;

    MisreadValues(Settings settings, Spellings spellings, Placeholders placeholders) {
        this.settings = settings;
        this.spellings = spellings;
        this.placeholders = placeholders;
    }

    /**
     * A value that was changed when YAML or JSON was read.
     *
     * @param written as the file spells it; empty if that is not known
     * @param value what YAML or JSON made of it
     * @param text whether a text is wanted, and not a number
     */
    private record Misread(String written, Object value, boolean text) {

        boolean isSameNumber() {
            return written.isEmpty() || MisreadValues.isSameNumber(written, value);
        }

        String problem() {
            if (written.isEmpty()) {
                return "%s is a number here, and its spelling is lost. Write it in quotes.".formatted(value);
            }
            Object shown = value instanceof byte[] ? "a binary" : "".equals(value) ? "nothing" : value;
            return "YAML reads %s as %s. %s"
                    .formatted(
                            written,
                            shown,
                            text ? "Write it in quotes: \"%s\".".formatted(written) : "Write the intended number.");
        }
    }

    /** The problem of a value. A pattern for a key that is a number may be spelt as any number. */
    Optional<String> problem(Setting setting) {
        return find(setting)
                .filter(misread -> !(misread.isSameNumber() && isForNumberKey(setting.name())))
                .map(misread -> problem(setting.name(), misread));
    }

    private static String problem(ConfigurationPropertyName name, Misread misread) {
        String read = misread.value() instanceof Number ? "a number" : "something else";
        return Secrets.isSecret(name) ? "YAML reads it as %s. Write it in quotes.".formatted(read) : misread.problem();
    }

    private Optional<Misread> find(Setting setting) {
        Schema schema = setting.slot().schema();
        if (!(setting.entry().value() instanceof String value)) {
            boolean number = setting.entry().value() instanceof Number && schema.isNumber();
            return schema.isText() || number ? find(setting.entry(), schema.isText()) : Optional.empty();
        }
        if (!schema.isText()) {
            return Optional.empty();
        }
        if (value.isEmpty()) {
            return setting.name().isLastElementIndexed() ? find(setting.entry(), true) : Optional.empty();
        }
        Set<String> names = setting.hasPlaceholders() ? placeholders.names(value) : Set.of();
        return names.stream()
                .flatMap(name -> placeholders.find(name).stream())
                .filter(entry -> !(entry.value() instanceof String))
                .flatMap(entry -> find(entry, true).stream())
                .findFirst();
    }

    private Optional<Misread> find(Entry entry, boolean text) {
        Object value = entry.value();
        Optional<String> written = spellings.of(entry);
        if (written.isEmpty()) {
            boolean decimal = text && (value instanceof Double || value instanceof Float);
            return decimal ? Optional.of(new Misread("", value, true)) : Optional.empty();
        }
        return written.filter(spelt -> !(text ? spelt.equals(value.toString()) : isSameNumber(spelt, value)))
                .map(spelt -> new Misread(spelt, value, text));
    }

    /** Whether a text is this number in decimal notation. */
    private static boolean isSameNumber(String written, Object value) {
        try {
            BigDecimal decimal = new BigDecimal(written.replace("_", ""));
            return decimal.compareTo(new BigDecimal(value.toString())) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean isForNumberKey(ConfigurationPropertyName name) {
        if (name.getNumberOfElements() <= PATTERN || !TablesReader.TABLES.isAncestorOf(name)) {
            return false;
        }
        return switch (name.getElement(PATTERN, Form.UNIFORM)) {
            case "partitionkey" -> isNumber(name.chop(3).append("keys.partition-type"));
            case "sortkey" -> isNumber(name.chop(3).append("keys.sort-type"));
            default -> false;
        };
    }

    private boolean isNumber(ConfigurationPropertyName keyType) {
        return settings.find(keyType)
                .map(ConfigurationProperty::getValue)
                .filter(type -> settings.resolved(type.toString()).strip().equalsIgnoreCase("N"))
                .isPresent();
    }
}
