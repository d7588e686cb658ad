package io.millrace.event;

import java.util.Arrays;
import tools.jackson.core.JsonParser;

/**
 * A string that is the same in most records of an event, such as the ARN: they share one instance, which is hashed
 * once.
 */
final class RepeatedText {

    private String text = "";
    private char[] characters = {};

    String read(JsonParser parser) {
        if (!isCurrent(parser)) {
            text = parser.getString();
            characters = text.toCharArray();
        }
        return text;
    }

    private boolean isCurrent(JsonParser parser) {
        char[] current = parser.getStringCharacters();
        int start = parser.getStringOffset();
        int end = start + parser.getStringLength();
        return Arrays.equals(current, start, end, characters, 0, characters.length);
    }
}
