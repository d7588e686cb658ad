package io.millrace.routing.filter;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.EpochTime;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.Numbers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The kinds of places in a record's JSON, and how to get from each to the places below. */
enum RecordField {
    TEXT {
        @Override
        boolean matches(Object value, Alternative alternative) {
            return any(value, each -> alternative.text((String) each));
        }
    },

    /** A number, which is a string in JSON. */
    NUMERAL {
        @Override
        boolean matches(Object value, Alternative alternative) {
            return any(value, each -> alternative.numeral((String) each));
        }
    },

    NUMBER {
        @Override
        boolean matches(Object value, Alternative alternative) {
            return alternative.number((BigDecimal) value);
        }
    },

    BOOL {
        @Override
        boolean matches(Object value, Alternative alternative) {
            return alternative.bool((Boolean) value);
        }
    },

    /** A list of values, each a {@link #VALUE}. */
    LIST,

    /** Attributes by name. */
    IMAGE {
        @Override
        RecordField below(String name) {
            return VALUE;
        }

        @Override
        Function<Object, @Nullable Object> getter(String name) {
            return owner -> ((Map<?, ?>) owner).get(name);
        }
    },

    VALUE(new Fields<>(AttributeValue.class)
            .add("S", TEXT, AttributeValue::getS)
            .add("N", NUMERAL, AttributeValue::getN)
            .add("B", TEXT, value -> value.getB() == null ? null : base64(value.getB()))
            .add("BOOL", BOOL, AttributeValue::getBOOL)
            .add("NULL", BOOL, AttributeValue::getNULL)
            .add("M", IMAGE, AttributeValue::getM)
            .add("L", LIST, AttributeValue::getL)
            .add("SS", TEXT, AttributeValue::getSS)
            .add("NS", NUMERAL, AttributeValue::getNS)
            .add("BS", TEXT, RecordField::binaries)),

    STREAM(new Fields<>(StreamRecord.class)
            .add("ApproximateCreationDateTime", NUMBER, RecordField::seconds)
            .add("Keys", IMAGE, StreamRecord::getKeys)
            .add("NewImage", IMAGE, StreamRecord::getNewImage)
            .add("OldImage", IMAGE, StreamRecord::getOldImage)
            .add("SequenceNumber", TEXT, StreamRecord::getSequenceNumber)
            .add("SizeBytes", NUMBER, RecordField::size)
            .add("StreamViewType", TEXT, StreamRecord::getStreamViewType)),

    IDENTITY(new Fields<>(Identity.class)
            .add("type", TEXT, Identity::getType)
            .add("principalId", TEXT, Identity::getPrincipalId)),

    RECORD(new Fields<>(DynamodbStreamRecord.class)
            .add("eventID", TEXT, DynamodbStreamRecord::getEventID)
            .add("eventName", TEXT, DynamodbStreamRecord::getEventName)
            .add("eventVersion", TEXT, DynamodbStreamRecord::getEventVersion)
            .add("eventSource", TEXT, DynamodbStreamRecord::getEventSource)
            .add("awsRegion", TEXT, DynamodbStreamRecord::getAwsRegion)
            .add("eventSourceARN", TEXT, DynamodbStreamRecord::getEventSourceARN)
            .add("userIdentity", IDENTITY, DynamodbStreamRecord::getUserIdentity)
            .add("dynamodb", STREAM, DynamodbStreamRecord::getDynamodb));

    private final Map<String, Field> fields;

    RecordField() {
        this.fields = Map.of();
    }

    RecordField(Fields<?> fields) {
        this.fields = fields.byName;
    }

    /** A place with a name below another. */
    private record Field(RecordField kind, Function<Object, @Nullable Object> value) {}

    /** The places below one whose value is of a type. */
    private static final class Fields<T> {

        private final Map<String, Field> byName = new LinkedHashMap<>();
        private final Class<T> type;

        Fields(Class<T> type) {
            this.type = type;
        }

        Fields<T> add(String name, RecordField kind, Function<T, @Nullable Object> value) {
            byName.put(name, new Field(kind, owner -> value.apply(type.cast(owner))));
            return this;
        }
    }

    /** The possible names below; empty if any name is possible, or none. */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    boolean isLeaf() {
        return this == TEXT || this == NUMERAL || this == NUMBER || this == BOOL;
    }

    /** The kind of the place below with this name. */
    RecordField below(String name) {
        return field(name).kind();
    }

    /** Gets the value below with this name. */
    Function<Object, @Nullable Object> getter(String name) {
        return field(name).value();
    }

    private Field field(String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalStateException("%s has no '%s' below".formatted(this, name)));
    }

    /** Whether a leaf's value, or one of a set, matches the alternative. */
    boolean matches(Object value, Alternative alternative) {
        throw new IllegalStateException(this + " is no leaf");
    }

    private static boolean any(Object value, Predicate<Object> wanted) {
        return value instanceof Collection<?> values ? values.stream().anyMatch(wanted) : wanted.test(value);
    }

    private static @Nullable BigDecimal seconds(StreamRecord stream) {
        Date created = stream.getApproximateCreationDateTime();
        return created == null ? null : BigDecimal.valueOf(EpochTime.of(created).toEpochMilli(), 3);
    }

    private static @Nullable BigDecimal size(StreamRecord stream) {
        return stream.getSizeBytes() == null ? null : BigDecimal.valueOf(stream.getSizeBytes());
    }

    private static @Nullable List<String> binaries(AttributeValue value) {
        return value.getBS() == null
                ? null
                : value.getBS().stream().map(RecordField::base64).toList();
    }

    /** @throws MalformedRecordException if DynamoDB does not support it */
    static BigDecimal number(String text) {
        try {
            return Numbers.read(text);
        } catch (NumberFormatException e) {
            throw new MalformedRecordException("an attribute of type N holds %s".formatted(e.getMessage()));
        }
    }

    private static String base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
