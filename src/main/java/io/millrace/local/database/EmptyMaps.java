package io.millrace.local.database;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.UnreadableRecord;
import io.millrace.event.EventJson;
import io.millrace.event.EventReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Replaces attribute values without a type by empty maps, which is what DynamoDB Local means by them. */
final class EmptyMaps {

    private static final JsonMapper MAPPER = EventJson.mapper();

    private EmptyMaps() {}

    /** The record with its empty maps; an unreadable record of another kind remains unreadable. */
    static DynamodbStreamRecord in(UnreadableRecord record) {
        JsonNode json = MAPPER.readTree(record.json());
        for (String image : List.of("NewImage", "OldImage")) {
            json.path("dynamodb").path(image).forEach(EmptyMaps::fill);
        }
        JsonNode event = MAPPER.createObjectNode()
                .set("Records", MAPPER.createArrayNode().add(json));
        return new EventReader()
                .read(event.toString().getBytes(StandardCharsets.UTF_8))
                .getRecords()
                .get(0);
    }

    private static void fill(JsonNode value) {
        if (value instanceof ObjectNode object && object.isEmpty()) {
            object.putObject("M");
        }
        value.path("M").forEach(EmptyMaps::fill);
        value.path("L").forEach(EmptyMaps::fill);
    }
}
