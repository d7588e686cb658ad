package io.millrace.template;

import io.millrace.mapping.Deployment.Variable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Derives the names of resources and parameters from the ids of tables and the names of variables. */
final class Names {

    /** Source: "Input Variables" in the documentation of Terraform's language. */
    private static final Set<String> RESERVED =
            Set.of("source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals");

    private static final int LONGEST_FUNCTION = 64;

    private Names() {}

    /** The logical id of CloudFormation, which has letters and digits: {@code GameEvents} for {@code game-events}. */
    static String logical(String id) {
        return Arrays.stream(id.split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The name for Terraform, which has letters, digits and underscores. */
    static String snake(String id) {
        String name = id.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
        return Character.isDigit(name.charAt(0)) ? "table_" + name : name;
    }

    /** The name of a function. Lambda takes 64 characters: a longer name is cut and ends with its hash. */
    static String function(String snake) {
        String name = snake.replace('_', '-');
        if (name.length() <= LONGEST_FUNCTION) {
            return name;
        }
        String digest = "-%08x".formatted(name.hashCode());
        return name.substring(0, LONGEST_FUNCTION - digest.length()) + digest;
    }

    /** The names of the CloudFormation parameters for environment variables. */
    static Map<Variable, String> ofParameters(List<Variable> variables) {
        return each(variables, name -> logical(name) + "Variable");
    }

    /** The names of the Terraform variables for environment variables, distinct from those for streams. */
    static Map<Variable, String> ofInputs(List<Variable> variables) {
        return each(variables, name -> {
            String snake = snake(name);
            return RESERVED.contains(snake) || snake.endsWith("_stream_arn") ? snake + "_variable" : snake;
        });
    }

    /** One name for each variable. {@code A_B} and {@code AB} may have the same; the second then gets a number. */
    private static Map<Variable, String> each(List<Variable> variables, UnaryOperator<String> naming) {
        Map<Variable, String> names = new LinkedHashMap<>();
        for (Variable variable : variables) {
            String name = naming.apply(variable.name());
            String free = name;
            for (int number = 2; names.containsValue(free); number++) {
                free = name + number;
            }
            names.put(variable, free);
        }
        return names;
    }

    static IllegalArgumentException takenByIdempotency(String name) {
        return new IllegalArgumentException(
                "The id of a table becomes the name '%s', which the table for idempotency has: give the table another id."
                        .formatted(name));
    }

    static IllegalArgumentException taken(String name) {
        return new IllegalArgumentException(
                "The ids of two tables become the same name, '%s': give one of them another id.".formatted(name));
    }
}
