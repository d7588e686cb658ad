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
 * Reads each record of an event on its own, so that an unreadable record does not affect the others. It is slower
 * than {@link RecordReader}, and only used for events in which that one finds an error.
 */
final class TolerantReader {

    private TolerantReader() {}

    /**
     * Reads an event.
     *
     * @throws UnexpectedJson if it is not an event, or a record has no usable stream or sequence number
     * @throws JsonScan.NotJson if it is not JSON
     */
    static DynamodbEvent read(byte[] json) {
        requireUtf8(json);
        JsonSlice whole = JsonSlice.of(json);
        JsonSlice records = whole.field("Records");
        if (records == null || !records.isArray() || !whole.isLast()) {
            throw new UnexpectedJson("it is not an event");
        }
        List<DynamodbStreamRecord> read = new ArrayList<>();
        for (JsonSlice record : records.parts()) {
            read.add(read(record));
        }
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(read);
        return event;
    }

    /** The parsers of single records would replace invalid bytes with U+FFFD. */
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
        } catch (JacksonException e) { // what the scan doesn't check
            throw new JsonScan.NotJson(record.start());
        }
    }

    /** @throws UnexpectedJson if it has no usable stream or sequence number */
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
