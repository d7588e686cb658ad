package io.millrace.handler.ready.http;

import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.AttributeChoice;
import io.millrace.handler.kit.ChangeDocument;
import io.millrace.handler.kit.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A change as a CloudEvent in JSON: its id is the event's, its source the stream, its subject the item's keys, and its data
 * the change. Source: "JSON Event Format for CloudEvents - Version 1.0.2".
 *
 * @param source the source of all events; that of each change when {@code null}
 * @param typePrefix the prefix of event types, before the event name
 * @param choice the attributes of the data
 */
record CloudEvent(@Nullable String source, String typePrefix, AttributeChoice choice) {

    static final String CONTENT_TYPE = "application/cloudevents+json";

    /** Characters with a meaning in a URI. */
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    byte[] of(Change<Item> change) {
        return Characters.json(json -> write(json, change)).getBytes(StandardCharsets.UTF_8);
    }

    private void write(JsonGenerator json, Change<Item> change) {
        json.writeStartObject();
        attributes(json, change);
        json.writeName("data");
        new ChangeDocument(choice).write(json, change);
        json.writeEndObject();
    }

    private void attributes(JsonGenerator json, Change<Item> change) {
        json.writeStringProperty("specversion", "1.0");
        json.writeStringProperty("id", change.eventId());
        json.writeStringProperty("source", source == null ? stream(change) : source);
        json.writeStringProperty(
                "type", typePrefix + "." + change.event().name().toLowerCase(Locale.ROOT));
        Item keys = choice.ofKeys(change.keys());
        if (!keys.names().isEmpty()) {
            json.writeStringProperty("subject", keys.toJson());
        }
        change.approximateCreationTime()
                .map(Instant::toString)
                .ifPresent(time -> json.writeStringProperty("time", time));
        json.writeStringProperty("datacontenttype", "application/json");
    }

    /** Returns the stream's ARN, which is a URI unless its table has a name that DynamoDB does not allow. */
    private static String stream(Change<Item> change) {
        return change.streamArn()
                .map(arn -> PercentEncoding.of(arn, RESERVED))
                .orElseGet(() -> "table/" + PercentEncoding.of(change.table(), ""));
    }
}
