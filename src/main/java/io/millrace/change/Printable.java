package io.millrace.change;

import org.jspecify.annotations.Nullable;

/**
 * Escapes foreign text for a log, a terminal or a message: names, keys, values and the messages of exceptions.
 * Characters that would begin another line, move the cursor, change colours or change the text direction are escaped,
 * so that foreign text can't forge lines.
 */
public final class Printable {

    private static final int LONGEST = 200;

    private Printable() {}

    /**
     * The text as one line, with escapes like {@code \n} and {@code \u001b}; the same object if there is nothing to
     * escape.
     */
    public static String of(@Nullable String text) {
        String known = String.valueOf(text);
        int length = known.length();
        for (int i = 0; i < length; i++) {
            if (!isPrintable(known, i)) {
                return escaped(known);
            }
        }
        return known;
    }

    /** The same for the first 200 characters, for quotations in a message. */
    public static String shortened(@Nullable String text) {
        return shortened(text, LONGEST);
    }

    /** The same for the first {@code most} characters. */
    public static String shortened(@Nullable String text, int most) {
        String known = String.valueOf(text);
        return known.length() <= most ? of(known) : of(known.substring(0, most)) + "…";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (isPrintable(text, i)) {
                escaped.append(next);
            } else {
                escaped.append(escape(next));
            }
        }
        return escaped.toString();
    }

    private static String escape(char character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) character);
        };
    }

    private static boolean isPrintable(String text, int index) {
        char next = text.charAt(index);
        if (next < 0x7f) {
            return next >= ' ';
        }
        if (Character.isSurrogate(next)) {
            return isOfPair(text, index);
        }
        return switch (Character.getType(next)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> next == '\u00ad' || next == '\u200c' || next == '\u200d'; // parts of words
            default -> next != '\ufffe' && next != '\uffff';
        };
    }

    private static boolean isOfPair(String text, int index) {
        int start = Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
        return start >= 0
                && Character.isSupplementaryCodePoint(text.codePointAt(start))
                && Character.getType(text.codePointAt(start)) != Character.FORMAT;
    }
}
