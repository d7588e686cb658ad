package io.millrace.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a setting as a source spells it: {@code millrace.tables[Orders].name}.
 *
 * @param text the whole name
 * @param parts the texts between its dots and in its brackets
 */
record WrittenName(String text, List<Part> parts) {

    /**
     * @param text without brackets
     * @param bracketed whether the part stands in brackets, in which Spring keeps a name as it is
     * @param start the index in the whole name at which it begins, including its opening bracket
     */
    record Part(String text, boolean bracketed, int start) {

        boolean isIndex() {
            return bracketed && !text.isEmpty() && text.chars().allMatch(next -> next >= '0' && next <= '9');
        }
    }

    static WrittenName of(String text) {
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = closing(text, at);
            boolean bracketed = end > 0;
            if (!bracketed) {
                end = endOfPlain(text, at);
            }
            parts.add(
                    bracketed
                            ? new Part(text.substring(at + 1, end++), true, at)
                            : new Part(text.substring(at, end), false, at));
            at = end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
        }
        return new WrittenName(text, parts);
    }

    /** Whether a name can stand in brackets. */
    static boolean isBalanced(String name) {
        boolean none = name.indexOf('[') < 0 && name.indexOf(']') < 0;
        return !name.isEmpty() && (none || closing("[" + name + "]", 0) == name.length() + 1);
    }

    /** The index of the bracket that closes the one at the start; -1 if none opens or none closes. */
    private static int closing(String text, int start) {
        int open = 0;
        for (int at = start; at < text.length() && (at == start || open > 0); at++) {
            open += text.charAt(at) == '[' ? 1 : text.charAt(at) == ']' ? -1 : 0;
            if (open == 0) {
                return text.charAt(start) == '[' ? at : -1;
            }
        }
        return -1;
    }

    private static int endOfPlain(String text, int start) {
        for (int at = start; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '.' || next == '[' && at > start && closing(text, at) > 0) {
                return at;
            }
        }
        return text.length();
    }

    int size() {
        return parts.size();
    }

    Part part(int index) {
        return parts.get(index);
    }

    /** The name before a part. */
    String before(int index) {
        return text.substring(0, parts.get(index).start());
    }

    /** The name from a part on, as one text; the last part has no brackets. */
    String from(int index) {
        Part part = parts.get(index);
        return index == parts.size() - 1 ? part.text() : text.substring(part.start());
    }
}
