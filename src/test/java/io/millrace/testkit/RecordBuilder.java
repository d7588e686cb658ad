package io.millrace.testkit;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One record of a stream, step by step. Images are absent until something is put into them. */
public final class RecordBuilder {

    private final DynamodbStreamRecord record = new DynamodbStreamRecord();
    private final StreamRecord stream = new StreamRecord();

    RecordBuilder(@Nullable String eventName) {
        record.setEventName(eventName);
        record.setEventSource("aws:dynamodb");
        record.setDynamodb(stream);
        table(Records.TABLE).sequenceNumber("101");
    }

    /** Names the table in the record's ARN. */
    public RecordBuilder table(String name) {
        return arn("arn:aws:dynamodb:us-east-1:123456789012:table/%s/stream/2026-01-01T00:00:00.000".formatted(name));
    }

    public RecordBuilder arn(@Nullable String arn) {
        record.setEventSourceARN(arn);
        return this;
    }

    public RecordBuilder eventId(@Nullable String id) {
        record.setEventID(id);
        return this;
    }

    public RecordBuilder sequenceNumber(@Nullable String number) {
        stream.setSequenceNumber(number);
        return this;
    }

    /** Adds a key attribute. */
    public RecordBuilder key(String name, AttributeValue value) {
        stream.setKeys(with(stream.getKeys(), name, value));
        return this;
    }

    /** Adds an attribute to the old image. */
    public RecordBuilder before(String name, AttributeValue value) {
        stream.setOldImage(with(stream.getOldImage(), name, value));
        return this;
    }

    /** Adds an attribute to the new image. */
    public RecordBuilder after(String name, AttributeValue value) {
        stream.setNewImage(with(stream.getNewImage(), name, value));
        return this;
    }

    public RecordBuilder viewType(StreamViewType viewType) {
        stream.setStreamViewType(viewType);
        return this;
    }

    public RecordBuilder createdAt(Instant time) {
        stream.setApproximateCreationDateTime(Date.from(time));
        return this;
    }

    /** Says on whose behalf the item was removed; TTL is {@code "Service", "dynamodb.amazonaws.com"}. */
    public RecordBuilder removedBy(String type, String principal) {
        record.setUserIdentity(new Identity().withType(type).withPrincipalId(principal));
        return this;
    }

    public DynamodbStreamRecord build() {
        return record;
    }

    /** The record as a change of {@link Records#TABLE}. */
    public Change<Item> change() {
        return Change.of(record, Records.TABLE);
    }

    private static Map<String, AttributeValue> with(
            @Nullable Map<String, AttributeValue> attributes, String name, AttributeValue value) {
        Map<String, AttributeValue> more = new LinkedHashMap<>(attributes == null ? Map.of() : attributes);
        more.put(name, value);
        return more;
    }
}
