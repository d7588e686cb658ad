package io.millrace.routing;

/**
 * A pattern for keys: an exact key ({@code 123}), or a prefix with a star at its end ({@code PET#*}). A backslash
 * escapes a star or a backslash: {@code 5\*}.
 *
 * <p>A star alone matches any key. A prefix matches keys of type S. An exact pattern matches S as a string, N as a
 * number ({@code 7} matches {@code 7.0}), and B by Base64.
 *
 * @param text without escapes and without the star of a prefix
 * @param prefix whether a key only has to begin with the text
 */
public record KeyPattern(String text, boolean prefix) {

    /**
     * Parses a pattern.
     *
     * @throws IllegalArgumentException if it is empty, has a star before its end, or a backslash before anything else
     */
    public static KeyPattern parse(String pattern) {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("a key pattern must not be empty: DynamoDB has no empty keys");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char next = pattern.charAt(i);
            if (next == '*') {
                return prefix(pattern, text, i);
            }
            text.append(next == '\\' ? escaped(pattern, ++i) : next);
        }
        return new KeyPattern(text.toString(), false);
    }

    private static KeyPattern prefix(String pattern, StringBuilder text, int star) {
        if (star < pattern.length() - 1) {
            throw new IllegalArgumentException(
                    "'%s' has a star before its end; a star is only allowed at the end, and '\\*' is a literal star"
                            .formatted(pattern));
        }
        return new KeyPattern(text.toString(), true);
    }

    private static char escaped(String pattern, int index) {
        if (index == pattern.length() || "*\\".indexOf(pattern.charAt(index)) < 0) {
            throw new IllegalArgumentException(
                    "'%s' has a backslash that escapes neither '*' nor '\\'; write '\\\\' for a literal backslash"
                            .formatted(pattern));
        }
        return pattern.charAt(index);
    }

    boolean isAny() {
        return prefix && text.isEmpty();
    }

    /** The pattern in a list, in quotes if it would otherwise be ambiguous there. */
    String shown() {
        String written = toString();
        boolean plain = written.equals(written.strip()) && !written.contains(" or ");
        return plain ? written : "'%s'".formatted(written);
    }

    /** The pattern as written in the configuration. */
    @Override
    public String toString() {
        String escaped = text.replace("\\", "\\\\").replace("*", "\\*");
        return prefix ? escaped + "*" : escaped;
    }
}
