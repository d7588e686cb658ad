package io.millrace.handler.ready.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Names as headers have them. Source: "MIME Part Three: Message Header Extensions for Non-ASCII Text", RFC 2047. */
final class EncodedWords {

    /** An encoded word has 75 characters at most. */
    private static final int MOST_BYTES = 45;

    private EncodedWords() {}

    /** In quotes, or encoded where it isn't plain ASCII. */
    static String phrase(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        return plain ? "\"%s\"".formatted(text.replaceAll("([\"\\\\])", "\\\\$1")) : encoded(text);
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
