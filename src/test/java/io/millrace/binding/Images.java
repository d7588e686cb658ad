package io.millrace.binding;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.millrace.change.Item;
import java.util.List;
import java.util.Map;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

/** Reads images as an application would. */
final class Images {

    static final String LARGE = "1" + "0".repeat(125);

    record One<T>(T v) {}

    enum Color {
        RED,
        GREEN
    }

    enum Grade {
        GOOD(1),
        BAD(2);

        private final int number;

        Grade(int number) {
            this.number = number;
        }

        @JsonValue
        int number() {
            return number;
        }
    }

    private Images() {}

    static Object read(Class<?> type, AttributeValue value) {
        return read(new JsonMapper(), type, value);
    }

    static Object read(JsonMapper mapper, Class<?> type, AttributeValue value) {
        Class<?> wanted = List.class.isAssignableFrom(type) ? List.class : type;
        return Images.<One<?>>read(mapper, one(wanted), Map.of("v", value)).v();
    }

    static <T> T read(ResolvableType type, Map<String, AttributeValue> image) {
        return read(new JsonMapper(), type, image);
    }

    static <T> T read(JsonMapper mapper, ResolvableType type, Map<String, AttributeValue> image) {
        return new ImageReaders(() -> mapper).<T>of(type, "a test").apply(Item.of(image));
    }

    private static ResolvableType one(Class<?> type) {
        return ResolvableType.forClassWithGenerics(One.class, type);
    }
}
