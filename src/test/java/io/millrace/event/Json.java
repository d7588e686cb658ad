package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Events as JSON: written with single quotes here, and read and written by AWS's own serializer. */
final class Json {

    private static final PojoSerializer<DynamodbEvent> AWS =
            LambdaEventSerializers.serializerFor(DynamodbEvent.class, Json.class.getClassLoader());

    private Json() {}

    /** Reads JSON that is written with single quotes. */
    static DynamodbEvent read(String json) {
        return new EventReader().read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static DynamodbEvent readAsAws(String json) {
        return readExactlyAsAws(json.replace('\'', '"'));
    }

    static DynamodbEvent readExactlyAsAws(String json) {
        return AWS.fromJson(json);
    }

    static String writeAsAws(DynamodbEvent event) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        AWS.toJson(event, json);
        return json.toString(StandardCharsets.UTF_8);
    }

    /** An event of one record with these fields. */
    static String record(String fields) {
        return "{'Records': [{%s}]}".formatted(fields);
    }

    /** An event of one record with these fields of {@code dynamodb}. */
    static String stream(String fields) {
        return record("'dynamodb': {%s}".formatted(fields));
    }

    /** An event of one record with this value as key {@code id}. */
    static String key(String value) {
        return stream("'Keys': {'id': %s}".formatted(value));
    }

    static DynamodbStreamRecord only(DynamodbEvent event) {
        return event.getRecords().get(0);
    }

    /** The value of key {@code id} of the only record. */
    static AttributeValue onlyKey(DynamodbEvent event) {
        return only(event).getDynamodb().getKeys().get("id");
    }
}
