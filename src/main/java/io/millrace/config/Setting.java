package io.millrace.config;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A value at the place that its name means.
 *
 * @param slot where the value belongs; the first element if a single text stands for a list
 * @param single whether a single text stands for a list
 * @param entry the name and value in the source
 * @param variable whether the value comes from the process's environment
 */
record Setting(Slot slot, boolean single, Entry entry, boolean variable) {

    ConfigurationPropertyName name() {
        return slot.name();
    }

    /** The name as it is written, without the index of a single text that stands for a list. */
    ConfigurationPropertyName writtenName() {
        return single ? name().getParent() : name();
    }

    /** The value with its placeholders. */
    String written() {
        return entry.value().toString();
    }

    boolean hasPlaceholders() {
        return written().contains("${");
    }

    ConfigurationProperty property() {
        return new ConfigurationProperty(name(), entry.value(), entry.origin());
    }
}
