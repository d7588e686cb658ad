package io.millrace.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.Printable;
import io.millrace.change.UnreadableRecord;
import io.millrace.event.EventWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Converts a record as the SDK reads it from a stream into the one that Lambda would send. A value that can't be converted
 * fails this record, and not those that are read with it.
 */
final class StreamRecords {

    private @Nullable String problem;

    private StreamRecords() {}

    /**
     * Converts a record for handlers, to an {@link UnreadableRecord} where a value is of a type that the SDK doesn't know.
     *
     * @param streamArn the ARN of its stream, which the record itself lacks
     */
    static DynamodbStreamRecord of(Record record, String streamArn) {
        StreamRecords records = new StreamRecords();
        DynamodbStreamRecord converted = records.convert(record, streamArn);
        return records.problem == null ? converted : unreadable(converted, records.problem);
    }

    /** The JSON of the record has an empty object for an unknown value. */
    private static UnreadableRecord unreadable(DynamodbStreamRecord record, String problem) {
        UnreadableRecord unreadable = new UnreadableRecord(new String(EventWriter.write(record), UTF_8), problem);
        unreadable.setEventID(record.getEventID());
        unreadable.setEventName(record.getEventName());
        unreadable.setEventSource(record.getEventSource());
        unreadable.setEventSourceARN(record.getEventSourceARN());
        unreadable.setDynamodb(record.getDynamodb());
        return unreadable;
    }

    private DynamodbStreamRecord convert(Record record, String streamArn) {
        DynamodbStreamRecord converted = new DynamodbStreamRecord();
        converted.setEventID(record.eventID());
        converted.setEventName(record.eventNameAsString());
        converted.setEventVersion(record.eventVersion());
        converted.setEventSource(record.eventSource());
        converted.setAwsRegion(record.awsRegion());
        converted.setEventSourceARN(streamArn);
        if (record.userIdentity() != null) {
            converted.setUserIdentity(identity(record.userIdentity()));
        }
        converted.setDynamodb(stream(record.dynamodb()));
        return converted;
    }

    private static Identity identity(software.amazon.awssdk.services.dynamodb.model.Identity identity) {
        return new Identity().withType(identity.type()).withPrincipalId(identity.principalId());
    }

    private StreamRecord stream(software.amazon.awssdk.services.dynamodb.model.StreamRecord stream) {
        StreamRecord converted = new StreamRecord();
        converted.setSequenceNumber(stream.sequenceNumber());
        converted.setSizeBytes(stream.sizeBytes());
        if (stream.streamViewTypeAsString() != null) {
            view(stream.streamViewTypeAsString()).ifPresent(converted::setStreamViewType);
        }
        if (stream.approximateCreationDateTime() != null) {
            converted.setApproximateCreationDateTime(Date.from(stream.approximateCreationDateTime()));
        }
        if (stream.hasKeys()) {
            converted.setKeys(attributes("/dynamodb/Keys", stream.keys()));
        }
        if (stream.hasNewImage()) {
            converted.setNewImage(attributes("/dynamodb/NewImage", stream.newImage()));
        }
        if (stream.hasOldImage()) {
            converted.setOldImage(attributes("/dynamodb/OldImage", stream.oldImage()));
        }
        return converted;
    }

    private Optional<StreamViewType> view(String text) {
        Optional<StreamViewType> view = Arrays.stream(StreamViewType.values())
                .filter(one -> one.toString().equals(text))
                .findFirst();
        if (view.isEmpty()) {
            note("/dynamodb/StreamViewType is none of " + Arrays.toString(StreamViewType.values()));
        }
        return view;
    }

    private Map<String, AttributeValue> attributes(
            String place, Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> attributes) {
        Map<String, AttributeValue> converted = new LinkedHashMap<>();
        attributes.forEach((name, value) -> converted.put(name, value(place + "/" + Printable.shortened(name), value)));
        return converted;
    }

    private List<AttributeValue> list(
            String place, List<software.amazon.awssdk.services.dynamodb.model.AttributeValue> elements) {
        List<AttributeValue> converted = new ArrayList<>();
        for (software.amazon.awssdk.services.dynamodb.model.AttributeValue element : elements) {
            converted.add(value(place + "/" + converted.size(), element));
        }
        return converted;
    }

    private AttributeValue value(
            String place, software.amazon.awssdk.services.dynamodb.model.@Nullable AttributeValue value) {
        AttributeValue converted = new AttributeValue();
        if (value == null || value.type() == Type.UNKNOWN_TO_SDK_VERSION) {
            note(place + " has no type, or one that the AWS SDK does not know");
        } else {
            setScalar(converted, value);
            setMany(place, converted, value);
        }
        return converted;
    }

    private static void setScalar(
            AttributeValue converted, software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        converted.setS(value.s());
        converted.setN(value.n());
        converted.setB(value.b() == null ? null : value.b().asByteBuffer());
        converted.setBOOL(value.bool());
        converted.setNULL(value.nul());
    }

    private void setMany(
            String place,
            AttributeValue converted,
            software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        converted.setM(value.hasM() ? attributes(place + "/M", value.m()) : null);
        converted.setL(value.hasL() ? list(place + "/L", value.l()) : null);
        converted.setSS(value.hasSs() ? value.ss() : null);
        converted.setNS(value.hasNs() ? value.ns() : null);
        converted.setBS(
                value.hasBs() ? value.bs().stream().map(SdkBytes::asByteBuffer).toList() : null);
        if (value.type() == null) {
            note(place + " has several types");
        }
    }

    private void note(String found) {
        problem = problem == null ? found : problem;
    }
}
