package io.millrace.handler.ready.search;

import io.millrace.handler.kit.InvalidSettingException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An index, and how it is created if it is missing.
 *
 * @param body of the call that creates it
 */
record IndexDefinition(String name, String body) {

    /** The time of a removal, for clearing old tombstones. */
    static final String REMOVED = "removed";

    private static final String KEY = "mapping";
    /** Settings of dynamic mapping. */
    private static final Set<String> GUESSES =
            Set.of("dynamic", "dynamic_templates", "date_detection", "numeric_detection");

    /**
     * Fields without a mapping. Numbers have one type, whether the first is whole or not. This type has 15 digits, so a text
     * beside it keeps all 38. No text becomes a date because the first one looks like one. Source: "Dynamic templates" in the
     * documentation of OpenSearch.
     */
    private static final String FIELDS =
            """
            {
              "date_detection": false,
              "dynamic_templates": [
                { "whole": { "match_mapping_type": "long", "mapping": %1$s } },
                { "decimal": { "match_mapping_type": "double", "mapping": %1$s } }
              ]
            }
            """.formatted("{ \"type\": \"double\", \"fields\": { \"exact\": { \"type\": \"keyword\" } } }");

    private static final Set<String> PARTS = Set.of("settings", "mappings", "aliases");

    /** Returns the path of the call that creates it. */
    String target() {
        return "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /**
     * Returns how the index of the documents is created.
     *
     * @param file with the user's own mapping
     */
    static String body(@Nullable String file, VersionField field) {
        ObjectNode body = file == null ? JsonMapper.shared().createObjectNode() : read(file);
        ObjectNode mappings = object(body, "mappings");
        if (GUESSES.stream().noneMatch(mappings::has)) {
            mappings.setAll((ObjectNode) JsonMapper.shared().readTree(FIELDS));
        }
        field.map(object(mappings, "properties"));
        return body.toString();
    }

    /** Returns how the index of the tombstones is created. */
    static String tombstones(VersionField field) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ObjectNode properties = body.putObject("mappings").putObject("properties");
        properties.putObject(REMOVED).put("type", "date");
        field.map(properties);
        return body.toString();
    }

    private static ObjectNode read(String file) {
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readString(Path.of(file)));
            return checked(file, json);
        } catch (IOException | JacksonException e) {
            String problem = e instanceof IOException ? "can't be read" : "is not JSON";
            throw new InvalidSettingException(
                    KEY,
                    "the file '%s' %s. It has to hold what an index is created with: { \"mappings\": { … } }."
                            .formatted(file, problem));
        }
    }

    private static ObjectNode checked(String file, JsonNode json) {
        if (!(json instanceof ObjectNode body) || !PARTS.containsAll(body.propertyNames())) {
            throw new InvalidSettingException(
                    KEY,
                    "the file '%s' has to hold what an index is created with: an object of 'settings', 'mappings' and 'aliases'."
                            .formatted(file));
        }
        JsonNode source = body.path("mappings").path("_source");
        if (!source.isMissingNode()) {
            throw new InvalidSettingException(
                    KEY,
                    "the file '%s' changes '_source', where documents tell of their changes. Leave it out."
                            .formatted(file));
        }
        return body;
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
    }
}
