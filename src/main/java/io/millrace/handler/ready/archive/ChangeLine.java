package io.millrace.handler.ready.archive;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ready.AttributeChoice;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A change as a line of JSON. Each line has all columns, and a column the same type in all lines; items are texts that hold JSON,
 * since no two have to have the same attributes, and no reader then rounds their numbers.
 *
 * @param choice of the attributes
 */
record ChangeLine(AttributeChoice choice) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The line, with its end. */
    byte[] of(Change<Item> change) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("event_id", change.eventId());
            json.writeStringProperty("event_name", change.event().name());
            json.writeStringProperty("sequence_number", change.sequenceNumber().text());
            text(json, "created_at", change.approximateCreationTime().map(Instant::toString));
            json.writeBooleanProperty("expired", change.expired());
            json.writeStringProperty("keys", choice.ofKeys(change.keys()).toJson());
            text(json, "old_image", change.findOldItem().map(item -> choice.of(item)
                    .toJson()));
            text(json, "new_image", change.findNewItem().map(item -> choice.of(item)
                    .toJson()));
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void text(JsonGenerator json, String name, Optional<String> text) {
        text.ifPresentOrElse(value -> json.writeStringProperty(name, value), () -> json.writeNullProperty(name));
    }
}
