package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.UnreadableRecord;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes events as Lambda sends them; {@link EventReader} restores the same event. */
public final class EventWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory ASCII =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private EventWriter() {}

    /** The event as JSON. */
    public static byte[] write(DynamodbEvent event) {
        return bytes(json -> write(json, event.getRecords()));
    }

    /** The record alone as JSON. */
    public static byte[] write(DynamodbStreamRecord record) {
        return bytes(json -> write(json, record));
    }

    private static byte[] bytes(Consumer<JsonGenerator> content) {
        try {
            return bytes(JSON, content);
        } catch (StreamWriteException e) { // an unpaired surrogate has no UTF-8 bytes, but an escape
            return bytes(ASCII, content);
        }
    }

    private static byte[] bytes(JsonFactory factory, Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.accept(json);
        }
        return bytes.toByteArray();
    }

    /** Writes an event with these records as the next value. */
    public static void write(JsonGenerator json, List<DynamodbStreamRecord> records) {
        json.writeStartObject();
        json.writeArrayPropertyStart("Records");
        records.forEach(record -> write(json, record));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, DynamodbStreamRecord record) {
        if (record instanceof UnreadableRecord unreadable) {
            json.writeRawValue(unreadable.json());
            return;
        }
        json.writeStartObject();
        writeText(json, "eventID", record.getEventID());
        writeText(json, "eventName", record.getEventName());
        writeText(json, "eventVersion", record.getEventVersion());
        writeText(json, "eventSource", record.getEventSource());
        writeText(json, "awsRegion", record.getAwsRegion());
        if (record.getDynamodb() != null) {
            json.writeName("dynamodb");
            write(json, record.getDynamodb());
        }
        if (record.getUserIdentity() != null) {
            json.writeName("userIdentity");
            write(json, record.getUserIdentity());
        }
        writeText(json, "eventSourceARN", record.getEventSourceARN());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, StreamRecord stream) {
        json.writeStartObject();
        if (stream.getApproximateCreationDateTime() != null) {
            BigDecimal seconds =
                    BigDecimal.valueOf(stream.getApproximateCreationDateTime().getTime(), 3);
            json.writeNumberProperty("ApproximateCreationDateTime", seconds);
        }
        writeImage(json, "Keys", stream.getKeys());
        writeImage(json, "NewImage", stream.getNewImage());
        writeImage(json, "OldImage", stream.getOldImage());
        writeText(json, "SequenceNumber", stream.getSequenceNumber());
        if (stream.getSizeBytes() != null) {
            json.writeNumberProperty("SizeBytes", stream.getSizeBytes());
        }
        writeText(json, "StreamViewType", stream.getStreamViewType());
        json.writeEndObject();
    }

    private static void writeImage(JsonGenerator json, String name, @Nullable Map<String, AttributeValue> image) {
        if (image != null) {
            json.writeName(name);
            AttributeWriter.write(json, image);
        }
    }

    private static void write(JsonGenerator json, Identity identity) {
        json.writeStartObject();
        writeText(json, "type", identity.getType());
        writeText(json, "principalId", identity.getPrincipalId());
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, text);
        }
    }
}
