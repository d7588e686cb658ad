package io.millrace.handler.ready.search;

import io.millrace.handler.kit.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The field of each document and tombstone that holds its version, as a text: the server's own versions are {@code long},
 * which is too small.
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

    /** Returns the version of a document; {@code null} if it has none, and thus was not written by this handler. */
    @Nullable
    DocumentVersion in(JsonNode document) {
        return DocumentVersion.parse(document.path(name).asString("")).orElse(null);
    }

    /** Adds a version to a JSON object. */
    String addedTo(String object, DocumentVersion version) {
        String comma = object.equals("{}") ? "" : ",";
        String text = new String(JsonStringEncoder.getInstance().quoteAsCharArray(version.toString()));
        return "%s%s\"%s\":\"%s\"}".formatted(object.substring(0, object.length() - 1), comma, name, text);
    }

    /** Adds its mapping to that of a new index, unless it is there. */
    void map(ObjectNode properties) {
        if (!properties.has(name)) {
            properties.putObject(name).put("type", "keyword").put("index", false);
        }
    }
}
