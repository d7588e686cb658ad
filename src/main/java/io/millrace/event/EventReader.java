package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.UnreadableRecord;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Reads the JSON that Lambda sends for a DynamoDB stream, in one pass. It skips unknown fields. Source: "Using AWS
 * Lambda with Amazon DynamoDB" in the AWS Lambda Developer Guide.
 */
public final class EventReader {

    /**
     * Reads an event. A record with an unreadable part becomes an {@link UnreadableRecord}, if it has a sequence
     * number.
     *
     * @throws InvalidEventException if the bytes are not JSON, or not a DynamoDB stream event
     */
    public DynamodbEvent read(byte[] json) {
        if (new JsonScan(json).start() == json.length) {
            throw new InvalidEventException("The event is empty.");
        }
        try {
            return readStrictly(json);
        } catch (UnexpectedJson e) {
            return readTolerantly(json, e);
        } catch (StreamConstraintsException e) {
            return readTolerantly(json, UnexpectedJson.tooDeep());
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    private static DynamodbEvent readStrictly(byte[] json) {
        try (JsonParser parser = EventJson.SHARED.createParser(ObjectReadContext.empty(), json)) {
            DynamodbEvent event = new DynamodbEvent();
            event.setRecords(records(parser, new RecordReader(parser)));
            requireEnd(parser);
            return event;
        }
    }

    private static DynamodbEvent readTolerantly(byte[] json, UnexpectedJson problem) {
        try {
            return TolerantReader.read(json);
        } catch (UnexpectedJson e) {
            throw new InvalidEventException(EventKind.of(JsonSlice.of(json)).describe(problem.problem()));
        } catch (JsonScan.NotJson e) {
            throw notJson(json, e.position());
        }
    }

    private static List<DynamodbStreamRecord> records(JsonParser parser, RecordReader reader) {
        List<DynamodbStreamRecord> records = null;
        UnexpectedJson.require(parser, parser.nextToken(), JsonToken.START_OBJECT, "an object");
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (name.equals("Records")) {
                records = list(parser, reader);
            } else {
                parser.nextToken();
                parser.skipChildren();
            }
        }
        if (records == null) {
            throw new UnexpectedJson("it has no field 'Records'");
        }
        return records;
    }

    private static List<DynamodbStreamRecord> list(JsonParser parser, RecordReader reader) {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        UnexpectedJson.require(parser, parser.nextToken(), JsonToken.START_ARRAY, "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            records.add(reader.read());
        }
        return records;
    }

    private static void requireEnd(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new UnexpectedJson("something follows the event");
        }
    }

    private static InvalidEventException notJson(JacksonException cause) {
        TokenStreamLocation location = cause.getLocation();
        return notJson(location.getLineNr(), location.getColumnNr());
    }

    private static InvalidEventException notJson(byte[] json, int position) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < position; i++) {
            if (json[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return notJson(line, position - start + 1);
    }

    private static InvalidEventException notJson(int line, int column) {
        return new InvalidEventException(
                "The event is not JSON: the error is at line %d, column %d.".formatted(line, column));
    }
}
