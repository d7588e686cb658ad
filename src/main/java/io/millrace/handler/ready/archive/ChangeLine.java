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
 * A change as a line of JSON. Each line has all columns, and a column has the same type in all lines. Items are texts that
 * contain JSON, since their attributes differ, and so that no reader rounds their numbers.
 *
 * @param choice the attributes that are written
 */
record ChangeLine(AttributeChoice choice) {

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Returns the line, with its line break.
     *
     * @throws IllegalArgumentException if the item contains an unpaired surrogate
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

    /** An unpaired surrogate would make the whole object unreadable. */
    private static String text(Item item) {
        return Characters.whole("the item", item.toJson());
    }

    private static void text(JsonGenerator json, String name, Optional<String> text) {
        text.ifPresentOrElse(value -> json.writeStringProperty(name, value), () -> json.writeNullProperty(name));
    }
}
