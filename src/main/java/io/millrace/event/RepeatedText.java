package io.millrace.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** A text that is the same in most records of an event, such as the ARN: read into one string, hashed once. */
final class RepeatedText {

    private @Nullable String last;

    String read(JsonParser parser) {
        String text = last;
        if (text == null || !isCurrent(text, parser)) {
            text = parser.getString();
            last = text;
        }
        return text;
    }

    private static boolean isCurrent(String text, JsonParser parser) {
        int length = parser.getStringLength();
        if (text.length() != length) {
            return false;
        }
        char[] characters = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        for (int i = 0; i < length; i++) {
            if (characters[offset + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
