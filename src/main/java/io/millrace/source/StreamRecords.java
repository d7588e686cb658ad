package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Turns records as the SDK reads them from a stream into those that Lambda would send. */
public final class StreamRecords {

    private StreamRecords() {}

    /**
     * The same record for handlers.
     *
     * @param streamArn of the stream that it was read from; the record itself doesn't tell
     */
    public static DynamodbStreamRecord of(Record record, String streamArn) {
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

    private static StreamRecord stream(software.amazon.awssdk.services.dynamodb.model.StreamRecord stream) {
        StreamRecord converted = new StreamRecord();
        converted.setSequenceNumber(stream.sequenceNumber());
        converted.setSizeBytes(stream.sizeBytes());
        if (stream.streamViewTypeAsString() != null) {
            converted.setStreamViewType(StreamViewType.fromValue(stream.streamViewTypeAsString()));
        }
        if (stream.approximateCreationDateTime() != null) {
            converted.setApproximateCreationDateTime(Date.from(stream.approximateCreationDateTime()));
        }
        if (stream.hasKeys()) {
            converted.setKeys(attributes(stream.keys()));
        }
        if (stream.hasNewImage()) {
            converted.setNewImage(attributes(stream.newImage()));
        }
        if (stream.hasOldImage()) {
            converted.setOldImage(attributes(stream.oldImage()));
        }
        return converted;
    }

    private static Map<String, AttributeValue> attributes(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> attributes) {
        Map<String, AttributeValue> converted = new LinkedHashMap<>();
        attributes.forEach((name, value) -> converted.put(name, value(value)));
        return converted;
    }

    private static AttributeValue value(software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        AttributeValue converted = new AttributeValue();
        switch (value.type()) {
            case S -> converted.setS(value.s());
            case N -> converted.setN(value.n());
            case B -> converted.setB(value.b().asByteBuffer());
            case BOOL -> converted.setBOOL(value.bool());
            case NUL -> converted.setNULL(value.nul());
            case M -> converted.setM(attributes(value.m()));
            case L ->
                converted.setL(value.l().stream().map(StreamRecords::value).toList());
            case SS -> converted.setSS(value.ss());
            case NS -> converted.setNS(value.ns());
            case BS ->
                converted.setBS(value.bs().stream().map(SdkBytes::asByteBuffer).toList());
            default ->
                throw new IllegalArgumentException("An attribute value has a type that is not known: " + value.type());
        }
        return converted;
    }
}
