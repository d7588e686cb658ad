package io.millrace.aws;

import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The characters that AWS services accept in texts: #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.
 * JSON can express all others by escapes. Source: "SendMessage" in the Amazon SQS API Reference.
 */
public final class Characters {

    private static final JsonFactory JSON = new JsonFactory();

    private Characters() {}

    /** Writes JSON that every service accepts as a text. */
    public static String json(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(json);
        }
        return inJson(text.toString());
    }

    /** Returns the same JSON, with escapes such as {@code \}{@code uFFFE} for characters that are not accepted. */
    public static String inJson(String json) {
        int next = refused(json, 0);
        if (next == json.length()) {
            return json;
        }
        StringBuilder text = new StringBuilder(json.length() + 16);
        int from = 0;
        for (; next < json.length(); next = refused(json, from)) {
            text.append(json, from, next).append("\\u%04X".formatted((int) json.charAt(next)));
            from = next + 1;
        }
        return text.append(json, from, json.length()).toString();
    }

    /**
     * Asserts that a text can be sent unchanged.
     *
     * @param what the text, as in "the message"
     * @param where the target, as in "a queue"
     * @throws IllegalArgumentException if it contains a character that is not accepted; the message names only that character
     */
    public static String checked(String what, String where, String text) {
        int refused = refused(text, 0);
        if (refused < text.length()) {
            throw new IllegalArgumentException("%s has the character U+%04X, which %s does not accept"
                    .formatted(what, (int) text.charAt(refused), where));
        }
        return text;
    }

    /**
     * Asserts that a text can be encoded as UTF-8: it contains no unpaired surrogate.
     *
     * @param what the text, as in "the message"
     * @throws IllegalArgumentException if it contains an unpaired surrogate; the message names only that
     */
    public static String whole(String what, String text) {
        int half = first(text, 0, Characters::isHalf);
        if (half < text.length()) {
            throw new IllegalArgumentException(
                    "%s contains the unpaired surrogate U+%04X".formatted(what, (int) text.charAt(half)));
        }
        return text;
    }

    private static int refused(String text, int from) {
        return first(text, from, Characters::isRefused);
    }

    /** Returns the place of the first such character; the text's length if there is none. */
    private static int first(String text, int from, IntPredicate wanted) {
        int place = from;
        while (place < text.length() && !wanted.test(text.codePointAt(place))) {
            place += Character.charCount(text.codePointAt(place));
        }
        return place;
    }

    private static boolean isRefused(int character) {
        boolean control = character < ' ' && character != '\t' && character != '\n' && character != '\r';
        return control || character == 0xFFFE || character == 0xFFFF || isHalf(character);
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
