package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.UnreadableRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the records of an event each by itself, so that one that can't be read does not take the others along. Slower
 * than {@link RecordReader}, and only for events in which that one found something.
 */
final class TolerantReader implements RecordSource {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final byte[] event;

    TolerantReader(JsonParser parser, byte[] event) {
        this.parser = parser;
        this.event = event;
    }

    @Override
    public DynamodbStreamRecord read() {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.START_OBJECT, "an object");
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        try (JsonParser record = JSON.createParser(ObjectReadContext.empty(), event, start, end - start)) {
            record.nextToken();
            return new RecordReader(record).read();
        } catch (UnexpectedJson e) {
            return unreadable(new String(event, start, end - start, UTF_8), e);
        }
    }

    /** @throws UnexpectedJson if it doesn't say where in which stream it belongs */
    private static UnreadableRecord unreadable(String json, UnexpectedJson cause) {
        JsonNode record = new JsonMapper().readTree(json);
        String source = text(record, "eventSource");
        String number = text(record.path("dynamodb"), "SequenceNumber");
        if (source != null && !source.equals(RecordReader.SOURCE) || number == null) {
            throw cause;
        }
        UnreadableRecord unreadable = new UnreadableRecord(json, cause.problem());
        unreadable.setEventID(text(record, "eventID"));
        unreadable.setEventName(text(record, "eventName"));
        unreadable.setEventSource(source);
        unreadable.setEventSourceARN(text(record, "eventSourceARN"));
        StreamRecord stream = new StreamRecord();
        stream.setSequenceNumber(number);
        stream.setKeys(keys(record.path("dynamodb").path("Keys").toString()));
        unreadable.setDynamodb(stream);
        return unreadable;
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isString() ? node.path(name).stringValue() : null;
    }

    private static @Nullable Map<String, AttributeValue> keys(String json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return AttributeReader.attributes(parser);
        } catch (UnexpectedJson e) {
            return null;
        }
    }
}
