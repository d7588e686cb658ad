package io.millrace.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of resources, made of a table's id. */
final class Names {

    private Names() {}

    /** Letters and digits, as CloudFormation wants it: {@code GameEvents} of {@code game-events}. */
    static String logical(String id) {
        return Arrays.stream(id.split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** Letters, digits and underscores, as Terraform wants it. */
    static String snake(String id) {
        String name = id.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
        return Character.isDigit(name.charAt(0)) ? "table_" + name : name;
    }

    static IllegalArgumentException taken(String name) {
        return new IllegalArgumentException(
                "Two tables have ids that come to the same name here, '%s': give one of them another id."
                        .formatted(name));
    }
}
