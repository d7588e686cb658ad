package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Numbers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Reads attribute values. Each method expects the parser at the first token of the value, and leaves it at the last.
 */
final class AttributeReader {

    /** Source, as of the others: "Quotas in Amazon DynamoDB" in the Amazon DynamoDB Developer Guide. */
    private static final int MOST_LEVELS = 32;

    private static final int LONGEST_NAME = 65_536;

    private AttributeReader() {}

    static Map<String, AttributeValue> attributes(JsonParser parser) {
        return attributes(parser, 0);
    }

    /** @param level of nesting; an item itself is at level 0 */
    private static Map<String, AttributeValue> attributes(JsonParser parser, int level) {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.START_OBJECT, "an object");
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            requireLength(parser, name);
            parser.nextToken();
            attributes.put(name, value(parser, level));
        }
        return attributes;
    }

    private static void requireLength(JsonParser parser, String name) {
        if (name.length() * 3L > LONGEST_NAME && ItemSize.of(name) > LONGEST_NAME) {
            throw UnexpectedJson.at(parser, "has a name of more than %d bytes".formatted(LONGEST_NAME));
        }
    }

    private static AttributeValue value(JsonParser parser, int level) {
        if (level > MOST_LEVELS) {
            throw UnexpectedJson.at(parser, "is nested more than %d levels deep".formatted(MOST_LEVELS));
        }
        UnexpectedJson.require(
                parser, parser.currentToken(), JsonToken.START_OBJECT, "an attribute value like {\"S\": \"…\"}");
        String type = parser.nextName();
        if (type == null) {
            throw notAType(parser);
        }
        AttributeValue value = new AttributeValue();
        parser.nextToken();
        read(parser, type, value, level);
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw UnexpectedJson.at(parser, "is not the only type of its attribute value");
        }
        return value;
    }

    private static void read(JsonParser parser, String type, AttributeValue value, int level) {
        switch (type) {
            case "S" -> value.setS(text(parser));
            case "N" -> value.setN(number(parser));
            case "B" -> value.setB(binary(parser));
            case "BOOL" -> value.setBOOL(bool(parser));
            case "NULL" -> value.setNULL(bool(parser));
            case "M" -> value.setM(attributes(parser, level + 1));
            case "L" -> value.setL(list(parser, element -> value(element, level + 1)));
            case "SS" -> value.setSS(list(parser, AttributeReader::text));
            case "NS" -> value.setNS(list(parser, AttributeReader::number));
            case "BS" -> value.setBS(list(parser, AttributeReader::binary));
            default -> throw notAType(parser);
        }
    }

    private static UnexpectedJson notAType(JsonParser parser) {
        return UnexpectedJson.at(parser, "is not an attribute value of type S, N, B, BOOL, NULL, M, L, SS, NS or BS");
    }

    private static String text(JsonParser parser) {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.VALUE_STRING, "a string");
        return parser.getString();
    }

    private static String number(JsonParser parser) {
        String text = text(parser);
        try {
            Numbers.require(text);
            return text;
        } catch (NumberFormatException e) {
            throw UnexpectedJson.at(parser, "is " + e.getMessage());
        }
    }

    private static boolean bool(JsonParser parser) {
        if (!parser.currentToken().isBoolean()) {
            throw UnexpectedJson.at(parser, "is not true or false");
        }
        return parser.getBooleanValue();
    }

    private static ByteBuffer binary(JsonParser parser) {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.VALUE_STRING, "a Base64 string");
        try {
            return ByteBuffer.wrap(parser.getBinaryValue());
        } catch (UnexpectedEndOfInputException e) {
            throw e;
        } catch (JacksonException e) {
            throw UnexpectedJson.at(parser, "is not a Base64 string");
        }
    }

    private static <T> List<T> list(JsonParser parser, Function<JsonParser, T> element) {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.START_ARRAY, "an array");
        List<T> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.apply(parser));
        }
        return list;
    }
}
