package io.millrace.handler.ready.archive;

import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.AttributeChoice;
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

    /**
     * The line, with its end.
     *
     * @throws IllegalArgumentException if there is half a character in the item
     */
    byte[] of(Change<Item> change) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("event_id", change.eventId());
            json.writeStringProperty("event_name", change.event().name());
            json.writeStringProperty("sequence_number", change.sequenceNumber().text());
            text(json, "created_at", change.approximateCreationTime().map(Instant::toString));
            json.writeBooleanProperty("expired", change.expired());
            json.writeStringProperty("keys", text(choice.ofKeys(change.keys())));
            text(json, "old_image", change.findOldItem().map(item -> text(choice.of(item))));
            text(json, "new_image", change.findNewItem().map(item -> text(choice.of(item))));
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    /** Half a character would make all of the object unreadable. */
    private static String text(Item item) {
        return Characters.whole("the item", item.toJson());
    }

    private static void text(JsonGenerator json, String name, Optional<String> text) {
        text.ifPresentOrElse(value -> json.writeStringProperty(name, value), () -> json.writeNullProperty(name));
    }
}
