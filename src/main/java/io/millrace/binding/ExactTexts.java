package io.millrace.binding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Reads texts that are exactly a number or a boolean. Jackson itself accepts more: {@code NaN}, {@code null} and digits of all
 * scripts.
 */
final class ExactTexts {

    private static final int LONGEST = 1000;
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]++");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]++(\\.[0-9]*+)?|\\.[0-9]++)([eE][+-]?[0-9]{1,4}+)?");

    private ExactTexts() {}

    /**
     * Returns a parser of a number if the given parser is at a text that is one.
     *
     * @param taken whether such a text is accepted
     * @throws InputCoercionException for any other text, of which Jackson accepts some
     */
    static JsonParser number(JsonParser parser, boolean taken) {
        return parser.hasToken(JsonToken.VALUE_STRING) ? parser(json -> write(parser, json, taken)) : parser;
    }

    /** Does the same for the elements of an array. */
    static JsonParser numbers(JsonParser parser, boolean taken) {
        return parser.isExpectedStartArrayToken() ? parser(json -> copy(parser, json, taken)) : parser;
    }

    /** Does the same for the texts {@code true} and {@code false}. */
    static JsonParser bool(JsonParser parser) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return parser;
        }
        boolean yes = parser.getString().trim().equalsIgnoreCase("true");
        return yes || parser.getString().trim().equalsIgnoreCase("false")
                ? parser(json -> json.writeBoolean(yes))
                : parser;
    }

    private interface Content {
        void writeTo(JsonGenerator json);
    }

    private static JsonParser parser(Content content) {
        TokenBuffer buffer = TokenBuffer.forGeneration();
        content.writeTo(buffer);
        JsonParser parser = buffer.asParser();
        parser.nextToken();
        return parser;
    }

    /** Copies everything up to the end of the array that the parser is at. */
    private static void copy(JsonParser parser, JsonGenerator json, boolean taken) {
        int depth = 0;
        do {
            depth += parser.currentToken().isStructStart() ? 1 : 0;
            depth -= parser.currentToken().isStructEnd() ? 1 : 0;
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                write(parser, json, taken);
            } else {
                json.copyCurrentEvent(parser);
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private static void write(JsonParser parser, JsonGenerator json, boolean taken) {
        String text = parser.getString().trim();
        if (!taken || text.length() > LONGEST || !NUMBER.matcher(text).matches()) {
            throw new InputCoercionException(parser, "a text is not a number", JsonToken.VALUE_STRING, Number.class);
        }
        if (WHOLE.matcher(text).matches()) {
            json.writeNumber(new BigInteger(text));
        } else {
            json.writeNumber(new BigDecimal(text));
        }
    }
}
