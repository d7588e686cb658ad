package io.millrace.handler.ready.search;

import io.millrace.change.SequenceNumber;
import io.millrace.handler.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The field of each document and tombstone that holds the sequence number of its change, in text: it does not fit a version of
 * the server's own, which is a {@code long}.
 */
record VersionField(String name) {

    static VersionField parse(String name) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw new InvalidSettingException(
                    "version-field",
                    "'%s' is not a field's name: a letter, and then letters, digits, '_' and '-'.".formatted(name));
        }
        return new VersionField(name);
    }

    /** The number in a document; {@code null} if it has none, and thus was not written by this handler. */
    @Nullable
    SequenceNumber in(JsonNode document) {
        String text = document.path(name).asString("");
        return text.matches("[0-9]{1,100}") ? new SequenceNumber(text) : null;
    }

    /** A JSON object with the number in it. */
    String addedTo(String object, SequenceNumber number) {
        String comma = object.equals("{}") ? "" : ",";
        return "%s%s\"%s\":\"%s\"}".formatted(object.substring(0, object.length() - 1), comma, name, number);
    }

    /** Adds how it is stored to the mapping of a new index, unless that says so itself. */
    void map(ObjectNode properties) {
        if (!properties.has(name)) {
            properties.putObject(name).put("type", "keyword").put("index", false);
        }
    }
}
