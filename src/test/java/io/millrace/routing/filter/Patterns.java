package io.millrace.routing.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.event.EventReader;
import io.millrace.event.EventWriter;
import java.util.List;
import software.amazon.event.ruler.Ruler;

/** Tries patterns on records, by Millrace and by EventBridge's own matcher. In the JSON ' stands for ". */
final class Patterns {

    private Patterns() {}

    /** A record of a MODIFY with this for its new image. */
    static DynamodbStreamRecord image(String newImage) {
        return record("'NewImage': " + newImage);
    }

    /** A record of a MODIFY with these fields of {@code dynamodb}. */
    static DynamodbStreamRecord record(String fields) {
        String json = """
                {'Records': [{'eventID': 'e-1', 'eventName': 'MODIFY', 'eventVersion': '1.1',
                  'eventSource': 'aws:dynamodb', 'awsRegion': 'eu-central-1',
                  'dynamodb': {'Keys': {'id': {'S': 'x'}}, 'SequenceNumber': '111', 'SizeBytes': 26,
                               'StreamViewType': 'NEW_AND_OLD_IMAGES', %s},
                  'eventSourceARN': 'arn:aws:dynamodb:eu-central-1:1:table/things/stream/1'}]}""".formatted(fields);
        return new EventReader().read(quoted(json).getBytes(UTF_8)).getRecords().get(0);
    }

    static boolean matches(String pattern, DynamodbStreamRecord record) {
        return FilterPattern.parse(quoted(pattern)).isMet(Change.of(record, "things"));
    }

    /** What EventBridge says of the same record's JSON. */
    static boolean matchesByRuler(String pattern, DynamodbStreamRecord record) {
        try {
            return Ruler.matchesRule(json(record), quoted(pattern));
        } catch (Exception e) {
            throw new IllegalArgumentException(pattern, e);
        }
    }

    static String json(DynamodbStreamRecord record) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        String json = new String(EventWriter.write(event), UTF_8);
        return json.substring("{\"Records\":[".length(), json.length() - "]}".length());
    }

    static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
