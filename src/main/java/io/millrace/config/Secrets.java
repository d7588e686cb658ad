package io.millrace.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Hides secret values in messages. */
final class Secrets {

    private static final String HIDDEN = "******";

    /** Words in keys whose values are secret. Any header may be. */
    private static final Pattern KEY =
            Pattern.compile("headers|secret|passw|passphrase|token|credential|authorization|api-?key|private|cookie");

    private static final Pattern IN_ADDRESS =
            Pattern.compile("(?<=://)[^/@\\s']*@|(?<=[?&][^=\\s'&]{1,99}=)[^&\\s'.]+");

    /** The name of a variable is not secret. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}:]*}");

    /** A shorter value may be part of any word, and is hidden only in quotes. */
    private static final int LONG = 6;

    private final List<Secret> secrets = new ArrayList<>();

    /** A text to hide, and where it is set. */
    private record Secret(ConfigurationPropertyName name, String text, boolean byName) {}

    Secrets(Settings settings) {
        for (Setting value : settings.all()) {
            boolean byName = isSecret(value.name());
            String resolved = settings.resolved(value.written());
            if ((byName || value.variable()) && !value.written().startsWith("${")) {
                add(value.name(), value.written(), byName);
            }
            if (byName || value.variable() || !resolved.equals(value.written())) {
                add(value.name(), resolved, byName);
            }
        }
        secrets.sort(
                Comparator.comparing((Secret secret) -> secret.text().length()).reversed());
    }

    private void add(ConfigurationPropertyName name, String text, boolean byName) {
        if (!text.isEmpty() && !PLACEHOLDER.matcher(text).matches()) {
            secrets.add(new Secret(name, text, byName));
        }
    }

    /** Whether a key's name makes its value secret. The names of tables, routes and handlers don't count. */
    static boolean isSecret(ConfigurationPropertyName key) {
        boolean table = TablesReader.TABLES.isAncestorOf(key);
        boolean named = table || ReadyMade.HANDLERS.isAncestorOf(key);
        for (int i = 1; i < key.getNumberOfElements(); i++) {
            boolean id = i == 2 && named || i == 4 && table;
            if (!id
                    && KEY.matcher(key.getElement(i, Form.ORIGINAL).toLowerCase(Locale.ROOT))
                            .find()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Hides in a text about a key the values of secret keys, of variables and of placeholders, and the users, passwords and
     * tokens in addresses.
     */
    String hide(ConfigurationPropertyName key, String text) {
        String hidden = text;
        for (Secret secret : secrets) {
            boolean own = key.equals(secret.name()) || key.isAncestorOf(secret.name());
            boolean anywhere = secret.text().length() >= LONG && (own || secret.byName());
            hidden = hidden.replace("'" + secret.text() + "'", "'" + HIDDEN + "'");
            hidden = anywhere ? hidden.replace(secret.text(), HIDDEN) : hidden;
        }
        return IN_ADDRESS.matcher(hidden).replaceAll(HIDDEN);
    }
}
