package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.UnreadableRecord;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Why an event, or a record of one, is read otherwise than by AWS's own serializer. Each is looked for in the JSON itself. */
enum Difference {
    /** AWS's serializer reads as far as the first value goes, and not closely what it passes over. */
    NO_JSON,

    /** It makes an event without records of anything, which would be lost without a word. */
    NO_RECORDS,

    /** It takes a record without a sequence number, whose failure could not be reported. */
    NOT_REPORTABLE,

    /** It takes the records of any service. */
    OTHER_SOURCE,

    /** It makes texts of numbers, takes any text for a number, or fails with all records; here one record fails. */
    UNREADABLE_RECORD,

    /** It takes all numbers for whole seconds, zero for no time, and no texts. */
    TIME,

    /** It knows {@code type} and {@code principalId}, and not {@code Type} and {@code PrincipalId}. */
    IDENTITY,

    /** It fails at a view type that is {@code null}. */
    NULL_VIEW,

    /** It fails at some whole numbers that are no {@code int}, also in fields that are passed over here. */
    LARGE_NUMBER,

    /** It is handed a text here, in which bytes that are no UTF-8 have become other characters. */
    NO_UTF8;

    private static final JsonMapper MAPPER = JsonMapper.builder(EventJson.SHARED)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final BigDecimal LATEST = BigDecimal.valueOf(100_000_000_000L);

    static JsonNode parse(byte[] json) {
        return MAPPER.readTree(json);
    }

    /** Why an event is refused that AWS's serializer reads. */
    static Optional<Difference> refusing(byte[] json) {
        if (!isUtf8(json)) {
            return Optional.of(NO_UTF8);
        }
        JsonNode event;
        try {
            event = parse(json);
        } catch (JacksonException e) {
            return Optional.of(NO_JSON);
        }
        if (!event.path("Records").isArray()) {
            return Optional.of(NO_RECORDS);
        }
        return records(event).flatMap(record -> refusing(record).stream()).findFirst();
    }

    private static Optional<Difference> refusing(JsonNode record) {
        if (!record.path("dynamodb").path("SequenceNumber").isString()) {
            return Optional.of(NOT_REPORTABLE);
        }
        JsonNode source = record.path("eventSource");
        boolean other = source.isString() && !source.stringValue().equals("aws:dynamodb");
        return other ? Optional.of(OTHER_SOURCE) : Optional.empty();
    }

    /** Why an event is read that AWS's serializer refuses. */
    static Optional<Difference> reading(byte[] json, Iterable<DynamodbStreamRecord> read) {
        if (!isUtf8(json)) {
            return Optional.of(NO_UTF8);
        }
        for (DynamodbStreamRecord record : read) {
            if (record instanceof UnreadableRecord) {
                return Optional.of(UNREADABLE_RECORD);
            }
        }
        return records(MAPPER.readTree(json))
                .flatMap(record -> Stream.of(NULL_VIEW, LARGE_NUMBER, TIME).filter(reason -> reason.isIn(record)))
                .findFirst();
    }

    private boolean isIn(JsonNode record) {
        JsonNode stream = record.path("dynamodb");
        return switch (this) {
            case NULL_VIEW -> stream.path("StreamViewType").isNull();
            case LARGE_NUMBER -> hasLargeNumber(record);
            case TIME -> !isSeconds(stream.path("ApproximateCreationDateTime"));
            case IDENTITY ->
                record.path("userIdentity").has("Type")
                        || record.path("userIdentity").has("PrincipalId");
            default -> false;
        };
    }

    private static boolean hasLargeNumber(JsonNode json) {
        return json.isContainer()
                ? json.values().stream().anyMatch(Difference::hasLargeNumber)
                : json.isIntegralNumber() && !json.canConvertToInt();
    }

    static boolean isUtf8(byte[] json) {
        return Arrays.equals(new String(json, UTF_8).getBytes(UTF_8), json);
    }

    private static boolean isSeconds(JsonNode time) {
        return time.isNumber()
                && time.decimalValue().signum() > 0
                && time.decimalValue().compareTo(LATEST) < 0
                && time.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    /** Why a record is read otherwise; {@code place} is that of the record. */
    static Optional<Difference> between(
            DynamodbStreamRecord ours, DynamodbStreamRecord theirs, byte[] json, int place) {
        if (ours instanceof UnreadableRecord || !isUtf8(json)) {
            return Optional.of(ours instanceof UnreadableRecord ? UNREADABLE_RECORD : NO_UTF8);
        }
        JsonNode record = MAPPER.readTree(json).path("Records").path(place);
        return Arrays.stream(new Difference[] {TIME, IDENTITY})
                .filter(reason -> reason.isIn(record) && reason.isAll(ours, theirs))
                .findFirst();
    }

    /** Whether the two are equal but for this. */
    private boolean isAll(DynamodbStreamRecord ours, DynamodbStreamRecord theirs) {
        return Objects.equals(ours.getEventID(), theirs.getEventID())
                && Objects.equals(ours.getEventName(), theirs.getEventName())
                && Objects.equals(ours.getEventVersion(), theirs.getEventVersion())
                && Objects.equals(ours.getEventSource(), theirs.getEventSource())
                && Objects.equals(ours.getAwsRegion(), theirs.getAwsRegion())
                && Objects.equals(ours.getEventSourceARN(), theirs.getEventSourceARN())
                && (this == IDENTITY || Objects.equals(ours.getUserIdentity(), theirs.getUserIdentity()))
                && Objects.equals(comparable(ours.getDynamodb()), comparable(theirs.getDynamodb()));
    }

    private StreamRecord comparable(StreamRecord stream) {
        StreamRecord copy = stream.clone();
        if (this == TIME) {
            copy.setApproximateCreationDateTime(null);
        }
        return copy;
    }

    private static Stream<JsonNode> records(JsonNode event) {
        return event.path("Records").values().stream();
    }
}
