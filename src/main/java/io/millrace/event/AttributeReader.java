package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
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

/** Reads attribute values. The parser stands at the first token of what is to be read, and afterwards at the last. */
final class AttributeReader {

    private AttributeReader() {}

    static Map<String, AttributeValue> attributes(JsonParser parser) {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.START_OBJECT, "an object");
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            attributes.put(name, value(parser));
        }
        return attributes;
    }

    private static AttributeValue value(JsonParser parser) {
        UnexpectedJson.require(
                parser, parser.currentToken(), JsonToken.START_OBJECT, "an attribute value like {\"S\": \"…\"}");
        String type = parser.nextName();
        if (type == null) {
            throw notAType(parser);
        }
        AttributeValue value = new AttributeValue();
        parser.nextToken();
        read(parser, type, value);
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw UnexpectedJson.at(parser, "is not the only type of its attribute value");
        }
        return value;
    }

    private static void read(JsonParser parser, String type, AttributeValue value) {
        switch (type) {
            case "S" -> value.setS(text(parser));
            case "N" -> value.setN(text(parser));
            case "B" -> value.setB(binary(parser));
            case "BOOL" -> value.setBOOL(bool(parser));
            case "NULL" -> value.setNULL(bool(parser));
            case "M" -> value.setM(attributes(parser));
            case "L" -> value.setL(list(parser, AttributeReader::value));
            case "SS" -> value.setSS(list(parser, AttributeReader::text));
            case "NS" -> value.setNS(list(parser, AttributeReader::text));
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
