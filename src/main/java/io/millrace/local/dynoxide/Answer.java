package io.millrace.local.dynoxide;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A response in DynamoDB's JSON protocol.
 *
 * @param status the HTTP status
 */
record Answer(int status, byte[] body) {

    static Answer of(JsonNode json) {
        return new Answer(200, Json.MAPPER.writeValueAsBytes(json));
    }

    boolean isSuccess() {
        return status == 200;
    }

    ObjectNode json() {
        return (ObjectNode) Json.MAPPER.readTree(body);
    }
}
