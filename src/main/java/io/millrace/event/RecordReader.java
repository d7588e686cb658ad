package io.millrace.event;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.EpochTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the records of one event. For each, the method expects the parser at its first token, and leaves it at its
 * last.
 */
final class RecordReader {

    static final String SOURCE = "aws:dynamodb";
    private static final int LONGEST_NUMBER = 100;
    private static final List<StreamViewType> VIEWS = List.of(StreamViewType.values());

    private final JsonParser parser;
    private final RepeatedText eventName = new RepeatedText();
    private final RepeatedText eventVersion = new RepeatedText();
    private final RepeatedText eventSource = new RepeatedText();
    private final RepeatedText region = new RepeatedText();
    private final RepeatedText arn = new RepeatedText();
    private final RepeatedText viewType = new RepeatedText();

    RecordReader(JsonParser parser) {
        this.parser = parser;
    }

    DynamodbStreamRecord read() {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.START_OBJECT, "an object");
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                readField(name, record);
            }
        }
        if (record.getDynamodb() == null) {
            throw UnexpectedJson.at(parser, "has no field 'dynamodb'");
        }
        return record;
    }

    private void readField(String name, DynamodbStreamRecord record) {
        switch (name) {
            case "eventID" -> record.setEventID(text());
            case "eventName" -> record.setEventName(text(eventName));
            case "eventVersion" -> record.setEventVersion(text(eventVersion));
            case "eventSource" -> record.setEventSource(source());
            case "awsRegion" -> record.setAwsRegion(text(region));
            case "eventSourceARN" -> record.setEventSourceARN(text(arn));
            case "userIdentity" -> record.setUserIdentity(identity());
            case "dynamodb" -> record.setDynamodb(stream());
            default -> parser.skipChildren();
        }
    }

    private String source() {
        String source = text(eventSource);
        if (!source.equals(SOURCE)) {
            throw UnexpectedJson.at(parser, "is not '%s'".formatted(SOURCE));
        }
        return source;
    }

    /** The identity in the format of Lambda, or in that of the streams' own API and the CLI. */
    private Identity identity() {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.START_OBJECT, "an object");
        Identity identity = new Identity();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            @Nullable JsonToken value = parser.nextToken();
            switch (value == JsonToken.VALUE_NULL ? "" : name) {
                case "type", "Type" -> identity.setType(text());
                case "principalId", "PrincipalId" -> identity.setPrincipalId(text());
                default -> parser.skipChildren();
            }
        }
        return identity;
    }

    private StreamRecord stream() {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.START_OBJECT, "an object");
        StreamRecord stream = new StreamRecord();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                readField(name, stream);
            }
        }
        return stream;
    }

    private void readField(String name, StreamRecord stream) {
        switch (name) {
            case "Keys" -> stream.setKeys(image());
            case "NewImage" -> stream.setNewImage(image());
            case "OldImage" -> stream.setOldImage(image());
            case "SequenceNumber" -> stream.setSequenceNumber(text());
            case "SizeBytes" -> stream.setSizeBytes(size());
            case "StreamViewType" -> stream.setStreamViewType(view());
            case "ApproximateCreationDateTime" -> stream.setApproximateCreationDateTime(time());
            default -> parser.skipChildren();
        }
    }

    private Map<String, AttributeValue> image() {
        long start = parser.currentLocation().getByteOffset();
        Map<String, AttributeValue> image = AttributeReader.attributes(parser);
        long json = parser.currentLocation().getByteOffset() - start; // at least as large as the item
        boolean known = start >= 0;
        if ((!known || json > ItemSize.LARGEST) && ItemSize.of(image) > ItemSize.LARGEST) {
            throw UnexpectedJson.at(parser, "has more than the %d bytes of an item".formatted(ItemSize.LARGEST));
        }
        return image;
    }

    private StreamViewType view() {
        String text = text(viewType);
        for (StreamViewType view : VIEWS) {
            if (view.toString().equals(text)) {
                return view;
            }
        }
        throw UnexpectedJson.at(parser, "is none of %s".formatted(VIEWS));
    }

    /** The time to the millisecond, which is the precision of the bean. */
    private Date time() {
        try {
            return Date.from(instant().plus(500, ChronoUnit.MICROS));
        } catch (DateTimeException | IllegalArgumentException e) { // not ISO 8601, or out of range
            throw noTime();
        }
    }

    private Instant instant() {
        return parser.currentToken() == JsonToken.VALUE_STRING
                ? OffsetDateTime.parse(parser.getString()).toInstant()
                : EpochTime.of(number()).orElseThrow(this::noTime);
    }

    private UnexpectedJson noTime() {
        return UnexpectedJson.at(parser, "is not a time: neither a number since 1970 nor a text in ISO 8601");
    }

    private long size() {
        return (long) number().doubleValue();
    }

    private BigDecimal number() {
        if (!parser.currentToken().isNumeric()) {
            throw UnexpectedJson.at(parser, "is not a number");
        }
        if (parser.getStringLength() > LONGEST_NUMBER) {
            throw UnexpectedJson.at(parser, "has more than %d digits".formatted(LONGEST_NUMBER));
        }
        return parser.getDecimalValue();
    }

    private String text() {
        requireText();
        return parser.getString();
    }

    private String text(RepeatedText repeated) {
        requireText();
        return repeated.read(parser);
    }

    private void requireText() {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.VALUE_STRING, "a string");
    }
}
