package io.millrace.config;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Writes keys as they stand in a file. */
final class KeyText {

    private KeyText() {}

    /** A key with brackets only where they are needed: {@code millrace.tables.orders.routes[userAdded].events[0]}. */
    static String of(ConfigurationPropertyName key) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.getNumberOfElements(); i++) {
            String element = key.getElement(i, Form.ORIGINAL);
            boolean plain = element.matches("[a-z0-9-]+") && !key.isNumericIndex(i);
            boolean truth = element.matches("true|false"); // read by YAML from a word such as on
            text.append(plain && !truth ? (i == 0 ? "" : ".") + element : "[%s]".formatted(element));
        }
        return text.toString();
    }
}
