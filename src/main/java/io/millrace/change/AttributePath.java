package io.millrace.change;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of an attribute within an item: {@code album.title}, {@code tracks[0].name}. A backslash escapes the next
 * character, for attribute names with a dot, a bracket or a backslash: {@code a\.b}.
 */
final class AttributePath {

    private final String text;
    private int position;

    private AttributePath(String text) {
        this.text = text;
    }

    /**
     * Parses a path into its steps: a {@code String} for an attribute name, an {@code Integer} for an index of a
     * list.
     *
     * @throws IllegalArgumentException if the text is not a path
     */
    static List<Object> parse(String text) {
        boolean plainName = !text.isEmpty() && text.chars().allMatch(c -> c != '.' && c != '[' && c != '\\');
        return plainName ? List.of(text) : new AttributePath(text).steps();
    }

    /** The path of the attribute with exactly this name. */
    static String escape(String name) {
        return name.replaceAll("[.\\[\\\\]", "\\\\$0");
    }

    private List<Object> steps() {
        List<Object> steps = new ArrayList<>();
        do {
            steps.add(name());
            while (skip('[')) {
                steps.add(index());
            }
        } while (skip('.'));
        if (position < text.length()) {
            throw wrong("']' is followed by '.' or '['");
        }
        return steps;
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        while (position < text.length() && text.charAt(position) != '.' && text.charAt(position) != '[') {
            if (skip('\\') && position == text.length()) {
                throw wrong("a backslash at the end escapes nothing");
            }
            name.append(text.charAt(position++));
        }
        if (name.isEmpty()) {
            throw wrong("a name is missing");
        }
        return name.toString();
    }

    private Integer index() {
        int end = text.indexOf(']', position);
        String digits = end < 0 ? "" : text.substring(position, end);
        if (!digits.matches("[0-9]{1,9}")) {
            throw wrong("an index of a list is written name[0]");
        }
        position = end + 1;
        return Integer.valueOf(digits);
    }

    private boolean skip(char wanted) {
        boolean found = position < text.length() && text.charAt(position) == wanted;
        position += found ? 1 : 0;
        return found;
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("'%s' is not an attribute path: %s".formatted(text, why));
    }
}
