package io.millrace.handler.ready.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Encodes texts for headers. Source: "MIME Part Three: Message Header Extensions for Non-ASCII Text", RFC 2047. */
final class EncodedWords {

    /** A line with an encoded word has at most 76 characters, and the first line begins with the header's name. */
    private static final int MOST_BYTES = 39;

    private static final int LONGEST_QUOTED = 75;

    private EncodedWords() {}

    /** Returns a phrase in quotes, or encoded if it is long or not plain ASCII. */
    static String phrase(String text) {
        return isPlain(text) && text.length() <= LONGEST_QUOTED
                ? "\"%s\"".formatted(text.replaceAll("([\"\\\\])", "\\\\$1"))
                : encoded(text);
    }

    /**
     * Returns a text unchanged, or encoded if it is not plain ASCII or contains a backslash: Jakarta Mail reads one at the end
     * of a folded line as a part of the fold.
     */
    static String text(String text) {
        return isPlain(text) && !text.contains("\\") ? text : encoded(text);
    }

    /** A text that looks like an encoded word would be read as another text, even one with line breaks. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~') && !text.contains("=?") && !text.contains("?=");
    }

    private static String encoded(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(point -> {
            String next = Character.toString(point);
            if (bytes(word + next).length > MOST_BYTES) {
                words.add(word(word));
                word.setLength(0);
            }
            word.append(next);
        });
        words.add(word(word));
        return String.join(" ", words);
    }

    private static String word(CharSequence text) {
        return "=?UTF-8?B?%s?=".formatted(Base64.getEncoder().encodeToString(bytes(text)));
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
