package io.millrace.handler.ready.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Texts as headers have them. Source: "MIME Part Three: Message Header Extensions for Non-ASCII Text", RFC 2047. */
final class EncodedWords {

    /** A line with an encoded word has 76 characters at most, and the first begins with the header's name. */
    private static final int MOST_BYTES = 39;

    private static final int LONGEST_QUOTED = 75;

    private EncodedWords() {}

    /** In quotes, or encoded where it isn't plain ASCII, or long. */
    static String phrase(String text) {
        return isPlain(text) && text.length() <= LONGEST_QUOTED
                ? "\"%s\"".formatted(text.replaceAll("([\"\\\\])", "\\\\$1"))
                : encoded(text);
    }

    /**
     * As it is, or encoded where it isn't plain ASCII, or has a backslash: Jakarta Mail takes one at the end of a folded line for
     * a part of the fold.
     */
    static String text(String text) {
        return isPlain(text) && !text.contains("\\") ? text : encoded(text);
    }

    /** What looks like an encoded word would be read as another text, even one with line breaks. */
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
