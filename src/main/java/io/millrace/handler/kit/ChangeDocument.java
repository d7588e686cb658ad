package io.millrace.handler.kit;

import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
import tools.jackson.core.JsonGenerator;

/**
 * A change as a JSON object: {@code table}, {@code event}, {@code sequenceNumber}, {@code keys}, and {@code old} and {@code
 * new} where the record has them. Numbers are exact, sets are arrays, binary is Base64.
 *
 * @param choice the attributes of the images
 */
public record ChangeDocument(AttributeChoice choice) {

    /** Returns the document, in characters that every service accepts. */
    public String of(Change<Item> change) {
        return Characters.json(json -> write(json, change));
    }

    /** Writes the document as the next value. */
    public void write(JsonGenerator json, Change<Item> change) {
        json.writeStartObject();
        json.writeStringProperty("table", change.table());
        json.writeStringProperty("event", change.event().name());
        json.writeStringProperty("sequenceNumber", change.sequenceNumber().text());
        write(json, "keys", choice.ofKeys(change.keys()));
        change.findOldItem().ifPresent(item -> write(json, "old", choice.of(item)));
        change.findNewItem().ifPresent(item -> write(json, "new", choice.of(item)));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Item item) {
        json.writeName(name);
        item.writeTo(json);
    }
}
