package io.millrace.handler.ready.search;

import io.millrace.handler.kit.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The field of each document and tombstone that tells which change wrote it, in text: it does not fit a version of the server's
 * own, which is a {@code long}.
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

    /** The version of a document; {@code null} if it has none, and thus was not written by this handler. */
    @Nullable
    DocumentVersion in(JsonNode document) {
        return DocumentVersion.parse(document.path(name).asString("")).orElse(null);
    }

    /** A JSON object with the version in it. */
    String addedTo(String object, DocumentVersion version) {
        String comma = object.equals("{}") ? "" : ",";
        String text = new String(JsonStringEncoder.getInstance().quoteAsCharArray(version.toString()));
        return "%s%s\"%s\":\"%s\"}".formatted(object.substring(0, object.length() - 1), comma, name, text);
    }

    /** Adds how it is stored to the mapping of a new index, unless that says so itself. */
    void map(ObjectNode properties) {
        if (!properties.has(name)) {
            properties.putObject(name).put("type", "keyword").put("index", false);
        }
    }
}
