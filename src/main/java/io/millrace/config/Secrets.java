package io.millrace.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Keeps values out of texts that no one but their owner should see. */
final class Secrets {

    private static final String HIDDEN = "******";

    /** Words of keys whose values are secret. All headers may be. */
    private static final Pattern KEY =
            Pattern.compile("headers|secret|passw|passphrase|token|credential|authorization|api-?key|private|cookie");

    private static final Pattern IN_ADDRESS =
            Pattern.compile("(?<=://)[^/@\\s']*@|(?<=[?&][^=\\s'&]{1,99}=)[^&\\s'.]+");

    /** Shorter ones may be part of any word, and are hidden in quotes alone. */
    private static final int LONG = 6;

    private final List<String> values;

    Secrets(Settings settings) {
        Set<String> found = new LinkedHashSet<>();
        for (Settings.Value value : settings.values()) {
            boolean secret = value.variable() || isSecret(value.name());
            String resolved = settings.resolved(value.written());
            if (secret && !value.written().startsWith("${")) {
                found.add(value.written());
            }
            if (secret || !resolved.equals(value.written())) {
                found.add(resolved);
            }
        }
        this.values = found.stream()
                .filter(value -> !value.isEmpty())
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** Whether the value of a key is secret by its name. */
    static boolean isSecret(ConfigurationPropertyName key) {
        for (int i = 1; i < key.getNumberOfElements(); i++) {
            if (KEY.matcher(key.getElement(i, Form.ORIGINAL).toLowerCase(Locale.ROOT))
                    .find()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The text without the values of secret keys, of variables and of placeholders, and without what addresses hold of users,
     * passwords and tokens.
     */
    String hide(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace("'" + value + "'", "'" + HIDDEN + "'");
            hidden = value.length() < LONG ? hidden : hidden.replace(value, HIDDEN);
        }
        return IN_ADDRESS.matcher(hidden).replaceAll(HIDDEN);
    }
}
