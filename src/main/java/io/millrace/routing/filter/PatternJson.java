package io.millrace.routing.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of a pattern: objects as maps, arrays as lists, numbers exactly. Lambda uses the last of repeated
 * names.
 */
final class PatternJson {

    private static final JsonFactory JSON = new JsonFactory();

    private PatternJson() {}

    /** @throws InvalidFilterException if it is not a JSON object, or repeats a name */
    static Map<String, @Nullable Object> read(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidFilterException("the pattern is not a JSON object");
            }
            Map<String, @Nullable Object> object = object(parser, Path.ROOT);
            if (parser.nextToken() != null) {
                throw new InvalidFilterException("something follows the pattern's closing brace");
            }
            return object;
        } catch (JacksonException e) {
            throw new InvalidFilterException("the pattern is not JSON: the error is at line %d, column %d"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }

    private static @Nullable Object value(JsonParser parser, Path path) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> array(parser, path);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, Path path) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (object.containsKey(name)) {
                throw new InvalidFilterException(path.to(name), "occurs twice; Lambda would silently use the last one");
            }
            parser.nextToken();
            object.put(name, value(parser, path.to(name)));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser, Path path) {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, path.to(array.size())));
        }
        return array;
    }
}
