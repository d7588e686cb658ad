package io.millrace.deadletter;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.Characters;
import io.millrace.deadletter.DeadLetterEntry.Origin;
import io.millrace.deadletter.DeadLetterEntry.Problem;
import io.millrace.dispatch.DeadLetter;
import io.millrace.event.EventJson;
import io.millrace.event.EventReader;
import io.millrace.event.EventWriter;
import io.millrace.event.InvalidEventException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** Reads and writes the JSON of dead letters. */
final class EntryJson {

    private EntryJson() {}

    static byte[] write(DeadLetterEntry entry) {
        return Characters.json(json -> write(json, entry)).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, DeadLetterEntry entry) {
        json.writeStartObject();
        json.writeNumberProperty("schemaVersion", DeadLetterEntry.SCHEMA_VERSION);
        json.writeStringProperty("table", entry.origin().table());
        json.writeStringProperty("route", entry.origin().route());
        json.writeStringProperty("handler", entry.origin().handler());
        json.writeNumberProperty("attempts", entry.attempts());
        json.writeStringProperty("firstFailure", entry.failed().first().toString());
        json.writeStringProperty("lastFailure", entry.failed().last().toString());
        json.writeName("exception");
        write(json, entry.problem());
        json.writeName("event");
        EventWriter.write(json, List.of(entry.record()));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Problem problem) {
        json.writeStartObject();
        json.writeStringProperty("class", problem.type());
        json.writeStringProperty("message", problem.message());
        json.writeStringProperty("stackTrace", problem.stackTrace());
        json.writeEndObject();
    }

    static DeadLetterEntry read(String json) {
        try {
            return read(EventJson.mapper().readTree(json));
        } catch (StreamConstraintsException e) {
            throw new UnreadableDeadLetterException("It is nested too deep to be read.");
        } catch (JacksonException e) {
            throw new UnreadableDeadLetterException("It is not JSON.");
        }
    }

    private static DeadLetterEntry read(JsonNode json) {
        requireVersion(json.path("schemaVersion"));
        return new DeadLetterEntry(
                new Origin(text(json, "table"), text(json, "route"), text(json, "handler")),
                json.path("attempts").asInt(0),
                new DeadLetter.Failed(instant(json, "firstFailure"), instant(json, "lastFailure")),
                problem(json.path("exception")),
                record(json.path("event")));
    }

    private static void requireVersion(JsonNode version) {
        if (!version.isInt()) {
            throw new UnreadableDeadLetterException("It is not a dead letter: it has no number 'schemaVersion'.");
        }
        if (version.intValue() != DeadLetterEntry.SCHEMA_VERSION) {
            throw new UnreadableDeadLetterException(
                    "It is a dead letter of schema version %d; this version of Millrace reads version %d."
                            .formatted(version.intValue(), DeadLetterEntry.SCHEMA_VERSION));
        }
    }

    private static Problem problem(JsonNode exception) {
        return new Problem(text(exception, "class"), text(exception, "message"), text(exception, "stackTrace"));
    }

    private static String text(JsonNode json, String name) {
        if (!json.path(name).isString()) {
            throw new UnreadableDeadLetterException("The dead letter has no text '%s'.".formatted(name));
        }
        return json.path(name).stringValue();
    }

    private static Instant instant(JsonNode json, String name) {
        try {
            return Instant.parse(text(json, name));
        } catch (DateTimeException e) {
            throw new UnreadableDeadLetterException(
                    "The dead letter's '%s' is no time like 2026-01-01T00:00:00Z.".formatted(name));
        }
    }

    private static DynamodbStreamRecord record(JsonNode event) {
        try {
            List<DynamodbStreamRecord> records = new EventReader()
                    .read(Characters.inJson(event.toString()).getBytes(StandardCharsets.UTF_8))
                    .getRecords();
            if (records.size() == 1) {
                return records.get(0);
            }
            throw new UnreadableDeadLetterException(
                    "The dead letter's 'event' has %d records, not one.".formatted(records.size()));
        } catch (InvalidEventException e) {
            throw new UnreadableDeadLetterException("The dead letter's 'event' is unreadable: " + e.getMessage());
        }
    }
}
