package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/** Writes attribute values as {@link AttributeReader} reads them. */
final class AttributeWriter {

    private AttributeWriter() {}

    static void write(JsonGenerator json, Map<String, AttributeValue> attributes) {
        json.writeStartObject();
        attributes.forEach((name, value) -> {
            json.writeName(name);
            write(json, value);
        });
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, AttributeValue value) {
        json.writeStartObject();
        writeScalar(json, value);
        writeMany(json, value);
        json.writeEndObject();
    }

    private static void writeScalar(JsonGenerator json, AttributeValue value) {
        if (value.getS() != null) {
            json.writeStringProperty("S", value.getS());
        }
        if (value.getN() != null) {
            json.writeStringProperty("N", value.getN());
        }
        if (value.getB() != null) {
            json.writeName("B");
            write(json, value.getB());
        }
        if (value.getBOOL() != null) {
            json.writeBooleanProperty("BOOL", value.getBOOL());
        }
        if (value.getNULL() != null) {
            json.writeBooleanProperty("NULL", value.getNULL());
        }
    }

    private static void writeMany(JsonGenerator json, AttributeValue value) {
        if (value.getM() != null) {
            json.writeName("M");
            write(json, value.getM());
        }
        write(json, "L", value.getL(), AttributeWriter::write);
        write(json, "SS", value.getSS(), JsonGenerator::writeString);
        write(json, "NS", value.getNS(), JsonGenerator::writeString);
        write(json, "BS", value.getBS(), AttributeWriter::write);
    }

    private static <T> void write(
            JsonGenerator json, String type, List<T> elements, BiConsumer<JsonGenerator, T> writer) {
        if (elements != null) {
            json.writeArrayPropertyStart(type);
            elements.forEach(element -> writer.accept(json, element));
            json.writeEndArray();
        }
    }

    /** Writes the remaining bytes; the buffer's position does not change. */
    private static void write(JsonGenerator json, ByteBuffer binary) {
        ByteBuffer view = binary.asReadOnlyBuffer();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        json.writeBinary(bytes);
    }
}
