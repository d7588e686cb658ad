package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.UnreadableRecord;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Reads the records of an event each by itself, so that one that can't be read does not take the others along. Slower
 * than {@link RecordReader}, and only for events in which that one found something.
 */
final class TolerantReader {

    private TolerantReader() {}

    /**
     * Reads an event.
     *
     * @throws UnexpectedJson if it is no event, or a record doesn't say where in which stream it belongs
     * @throws JsonScan.NotJson if it is no JSON
     */
    static DynamodbEvent read(byte[] json) {
        requireUtf8(json);
        JsonSlice whole = JsonSlice.of(json);
        JsonSlice records = whole.field("Records");
        if (records == null || !records.isArray() || !whole.isLast()) {
            throw new UnexpectedJson("it is no event");
        }
        List<DynamodbStreamRecord> read = new ArrayList<>();
        for (JsonSlice record : records.parts()) {
            read.add(read(record));
        }
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(read);
        return event;
    }

    /** The parsers of single records would put U+FFFD for other bytes. */
    private static void requireUtf8(byte[] json) {
        ByteBuffer bytes = ByteBuffer.wrap(json);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(8192);
        CoderResult result = decoder.decode(bytes, text, true);
        while (result.isOverflow()) {
            result = decoder.decode(bytes, text.clear(), true);
        }
        if (result.isError()) {
            throw new JsonScan.NotJson(bytes.position());
        }
    }

    private static DynamodbStreamRecord read(JsonSlice record) {
        try (JsonParser parser = record.parser()) {
            parser.nextToken();
            return new RecordReader(parser).read();
        } catch (UnexpectedJson e) {
            return unreadable(record, e);
        } catch (StreamConstraintsException e) {
            return unreadable(record, UnexpectedJson.tooDeep());
        } catch (JacksonException e) { // what the scan doesn't look at
            throw new JsonScan.NotJson(record.start());
        }
    }

    /** @throws UnexpectedJson if it doesn't say where in which stream it belongs */
    private static UnreadableRecord unreadable(JsonSlice record, UnexpectedJson cause) {
        String source = string(record, "eventSource");
        JsonSlice stream = record.field("dynamodb");
        String number = stream == null ? null : string(stream, "SequenceNumber");
        if (stream == null || number == null || source != null && !source.equals(RecordReader.SOURCE)) {
            throw cause;
        }
        UnreadableRecord unreadable = new UnreadableRecord(record.text(), cause.problem());
        unreadable.setEventID(string(record, "eventID"));
        unreadable.setEventName(string(record, "eventName"));
        unreadable.setEventSource(source);
        unreadable.setEventSourceARN(string(record, "eventSourceARN"));
        StreamRecord known = new StreamRecord();
        known.setSequenceNumber(number);
        known.setKeys(keys(stream.field("Keys")));
        unreadable.setDynamodb(known);
        return unreadable;
    }

    private static @Nullable String string(JsonSlice object, String name) {
        JsonSlice field = object.field(name);
        return field == null ? null : field.string();
    }

    private static @Nullable Map<String, AttributeValue> keys(@Nullable JsonSlice keys) {
        if (keys == null) {
            return null;
        }
        try (JsonParser parser = keys.parser()) {
            parser.nextToken();
            return AttributeReader.attributes(parser);
        } catch (UnexpectedJson | StreamConstraintsException e) {
            return null;
        }
    }
}
