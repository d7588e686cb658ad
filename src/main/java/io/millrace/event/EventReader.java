package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.UnreadableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON that Lambda sends for a DynamoDB stream, in one pass. Fields that it does not know are passed over.
 * Source: "Using AWS Lambda with Amazon DynamoDB" in the AWS Lambda Developer Guide.
 */
public final class EventReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();

    /**
     * Reads an event. A record with a part that can't be read becomes an {@link UnreadableRecord}, unless it doesn't even
     * have a sequence number.
     *
     * @throws InvalidEventException if the bytes are not JSON, or not a DynamoDB stream event
     */
    public DynamodbEvent read(byte[] json) {
        if (json.length == 0) {
            throw new InvalidEventException("The event is empty.");
        }
        try {
            return read(json, RecordReader::new);
        } catch (JacksonException e) {
            throw notJson(e);
        } catch (UnexpectedJson e) {
            return readTolerantly(json, e);
        }
    }

    private static DynamodbEvent readTolerantly(byte[] json, UnexpectedJson problem) {
        try {
            return read(json, parser -> new TolerantReader(parser, json));
        } catch (UnexpectedJson | JacksonException e) {
            throw new InvalidEventException(EventKind.of(json).describe(problem.problem()));
        }
    }

    private static DynamodbEvent read(byte[] json, Function<JsonParser, RecordSource> source) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            DynamodbEvent event = new DynamodbEvent();
            event.setRecords(records(parser, source.apply(parser)));
            requireEnd(parser);
            return event;
        }
    }

    private static List<DynamodbStreamRecord> records(JsonParser parser, RecordSource source) {
        List<DynamodbStreamRecord> records = null;
        UnexpectedJson.require(parser, parser.nextToken(), JsonToken.START_OBJECT, "an object");
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (name.equals("Records")) {
                records = list(parser, source);
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

    private static List<DynamodbStreamRecord> list(JsonParser parser, RecordSource source) {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        UnexpectedJson.require(parser, parser.nextToken(), JsonToken.START_ARRAY, "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            records.add(source.read());
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
        return new InvalidEventException("The event is not JSON: it breaks at line %d, column %d."
                .formatted(location.getLineNr(), location.getColumnNr()));
    }
}
