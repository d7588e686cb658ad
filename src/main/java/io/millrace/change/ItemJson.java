package io.millrace.change;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes plain values as JSON: numbers exact, sets as arrays, binary as Base64. */
public final class ItemJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ItemJson() {}

    /** The JSON of a value that {@link Item#find} returns. */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, value);
        }
        return text.toString();
    }

    static void write(JsonGenerator json, @Nullable Object value) {
        write(json, value, JsonGenerator::writeNumber);
    }

    /**
     * Writes a value as the next JSON value.
     *
     * @param numbers how to write a number
     */
    public static void write(
            JsonGenerator json, @Nullable Object value, BiConsumer<JsonGenerator, BigDecimal> numbers) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, element) -> {
                json.writeName((String) name);
                write(json, element, numbers);
            });
            json.writeEndObject();
        } else if (value instanceof Collection<?> elements) {
            json.writeStartArray();
            elements.forEach(element -> write(json, element, numbers));
            json.writeEndArray();
        } else {
            writeScalar(json, value, numbers);
        }
    }

    private static void writeScalar(
            JsonGenerator json, @Nullable Object value, BiConsumer<JsonGenerator, BigDecimal> numbers) {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof BigDecimal number) {
            numbers.accept(json, number);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof ByteBuffer binary) {
            byte[] bytes = new byte[binary.remaining()];
            binary.duplicate().get(bytes);
            json.writeBinary(bytes);
        } else {
            json.writeNull();
        }
    }
}
