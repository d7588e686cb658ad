package io.millrace.function;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one record of a stream event. The parser stands at its first token, and afterwards at its last. */
final class RecordReader {

    private static final String SOURCE = "aws:dynamodb";

    private RecordReader() {}

    static DynamodbStreamRecord read(JsonParser parser) {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.START_OBJECT, "an object");
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            readField(parser, name, record);
        }
        if (record.getDynamodb() == null) {
            throw UnexpectedJson.at(parser, "has no field 'dynamodb'");
        }
        return record;
    }

    private static void readField(JsonParser parser, String name, DynamodbStreamRecord record) {
        parser.nextToken();
        switch (name) {
            case "eventID" -> record.setEventID(text(parser));
            case "eventName" -> record.setEventName(text(parser));
            case "eventVersion" -> record.setEventVersion(text(parser));
            case "eventSource" -> record.setEventSource(source(parser));
            case "awsRegion" -> record.setAwsRegion(text(parser));
            case "eventSourceARN" -> record.setEventSourceARN(text(parser));
            case "userIdentity" -> record.setUserIdentity(isNull(parser) ? null : identity(parser));
            case "dynamodb" -> record.setDynamodb(isNull(parser) ? null : stream(parser));
            default -> parser.skipChildren();
        }
    }

    private static @Nullable String source(JsonParser parser) {
        String source = text(parser);
        if (source != null && !source.equals(SOURCE)) {
            throw UnexpectedJson.at(parser, "is not '%s'".formatted(SOURCE));
        }
        return source;
    }

    private static Identity identity(JsonParser parser) {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.START_OBJECT, "an object");
        Identity identity = new Identity();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "type" -> identity.setType(text(parser));
                case "principalId" -> identity.setPrincipalId(text(parser));
                default -> parser.skipChildren();
            }
        }
        return identity;
    }

    private static StreamRecord stream(JsonParser parser) {
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.START_OBJECT, "an object");
        StreamRecord stream = new StreamRecord();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            readField(parser, name, stream);
        }
        return stream;
    }

    private static void readField(JsonParser parser, String name, StreamRecord stream) {
        parser.nextToken();
        if (isNull(parser)) {
            return;
        }
        switch (name) {
            case "Keys" -> stream.setKeys(AttributeReader.attributes(parser));
            case "NewImage" -> stream.setNewImage(AttributeReader.attributes(parser));
            case "OldImage" -> stream.setOldImage(AttributeReader.attributes(parser));
            case "SequenceNumber" -> stream.setSequenceNumber(text(parser));
            case "SizeBytes" -> stream.setSizeBytes(number(parser).longValue());
            case "StreamViewType" -> stream.setStreamViewType(view(parser));
            case "ApproximateCreationDateTime" -> stream.setApproximateCreationDateTime(date(parser));
            default -> parser.skipChildren();
        }
    }

    private static StreamViewType view(JsonParser parser) {
        String text = text(parser);
        return Arrays.stream(StreamViewType.values())
                .filter(view -> view.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        UnexpectedJson.at(parser, "is none of %s".formatted(Arrays.toString(StreamViewType.values()))));
    }

    /** Seconds with a fraction. */
    private static Date date(JsonParser parser) {
        return new Date(number(parser).movePointRight(3).longValue());
    }

    private static BigDecimal number(JsonParser parser) {
        if (!parser.currentToken().isNumeric()) {
            throw UnexpectedJson.at(parser, "is not a number");
        }
        return parser.getDecimalValue();
    }

    private static @Nullable String text(JsonParser parser) {
        if (isNull(parser)) {
            return null;
        }
        UnexpectedJson.require(parser, parser.currentToken(), JsonToken.VALUE_STRING, "a string");
        return parser.getString();
    }

    private static boolean isNull(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }
}
