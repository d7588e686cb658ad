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
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The kinds of places in a record's JSON, and how to get from each to the places below. */
enum RecordField {
    RECORD(List.of(
            "eventID",
            "eventName",
            "eventVersion",
            "eventSource",
            "awsRegion",
            "eventSourceARN",
            "userIdentity",
            "dynamodb")) {
        @Override
        RecordField below(String name) {
            return switch (name) {
                case "userIdentity" -> IDENTITY;
                case "dynamodb" -> STREAM;
                default -> TEXT;
            };
        }

        @Override
        @Nullable
        Object get(Object owner, String name) {
            DynamodbStreamRecord record = (DynamodbStreamRecord) owner;
            return switch (name) {
                case "eventID" -> record.getEventID();
                case "eventName" -> record.getEventName();
                case "eventVersion" -> record.getEventVersion();
                case "eventSource" -> record.getEventSource();
                case "awsRegion" -> record.getAwsRegion();
                case "eventSourceARN" -> record.getEventSourceARN();
                case "userIdentity" -> record.getUserIdentity();
                default -> record.getDynamodb();
            };
        }
    },

    IDENTITY(List.of("type", "principalId")) {
        @Override
        RecordField below(String name) {
            return TEXT;
        }

        @Override
        @Nullable
        Object get(Object owner, String name) {
            Identity identity = (Identity) owner;
            return name.equals("type") ? identity.getType() : identity.getPrincipalId();
        }
    },

    STREAM(List.of(
            "ApproximateCreationDateTime",
            "Keys",
            "NewImage",
            "OldImage",
            "SequenceNumber",
            "SizeBytes",
            "StreamViewType")) {
        @Override
        RecordField below(String name) {
            return switch (name) {
                case "Keys", "NewImage", "OldImage" -> IMAGE;
                case "ApproximateCreationDateTime", "SizeBytes" -> NUMBER;
                default -> TEXT;
            };
        }

        @Override
        @Nullable
        Object get(Object owner, String name) {
            StreamRecord stream = (StreamRecord) owner;
            return switch (name) {
                case "Keys" -> stream.getKeys();
                case "NewImage" -> stream.getNewImage();
                case "OldImage" -> stream.getOldImage();
                case "ApproximateCreationDateTime" -> seconds(stream);
                case "SizeBytes" -> stream.getSizeBytes() == null ? null : BigDecimal.valueOf(stream.getSizeBytes());
                case "SequenceNumber" -> stream.getSequenceNumber();
                default -> stream.getStreamViewType();
            };
        }
    },

    /** Attributes by name. */
    IMAGE(List.of()) {
        @Override
        RecordField below(String name) {
            return VALUE;
        }

        @Override
        @Nullable
        Object get(Object owner, String name) {
            return ((Map<?, ?>) owner).get(name);
        }
    },

    VALUE(List.of("S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS")) {
        @Override
        RecordField below(String name) {
            return switch (name) {
                case "S", "B", "SS", "BS" -> TEXT;
                case "N", "NS" -> NUMERAL;
                case "M" -> IMAGE;
                case "L" -> LIST;
                default -> BOOL;
            };
        }

        @Override
        @Nullable
        Object get(Object owner, String name) {
            AttributeValue value = (AttributeValue) owner;
            return switch (name) {
                case "S" -> value.getS();
                case "N" -> value.getN();
                case "B" -> value.getB() == null ? null : base64(value.getB());
                case "BOOL" -> value.getBOOL();
                case "NULL" -> value.getNULL();
                case "M" -> value.getM();
                case "L" -> value.getL();
                case "SS" -> value.getSS();
                case "NS" -> value.getNS();
                default ->
                    value.getBS() == null
                            ? null
                            : value.getBS().stream().map(RecordField::base64).toList();
            };
        }
    },

    /** A list of values, each a {@link #VALUE}. */
    LIST(List.of()),

    TEXT(List.of()) {
        @Override
        boolean matches(Object value, Alternative alternative) {
            return any(value, each -> alternative.text((String) each));
        }
    },

    /** A number, which is a string in JSON. */
    NUMERAL(List.of()) {
        @Override
        boolean matches(Object value, Alternative alternative) {
            return any(value, each -> alternative.numeral((String) each));
        }
    },

    NUMBER(List.of()) {
        @Override
        boolean matches(Object value, Alternative alternative) {
            return alternative.number((BigDecimal) value);
        }
    },

    BOOL(List.of()) {
        @Override
        boolean matches(Object value, Alternative alternative) {
            return alternative.bool((Boolean) value);
        }
    };

    private final List<String> names;

    RecordField(List<String> names) {
        this.names = names;
    }

    /** The possible names below; empty if any name is possible, or none. */
    List<String> names() {
        return names;
    }

    boolean isLeaf() {
        return this == TEXT || this == NUMERAL || this == NUMBER || this == BOOL;
    }

    /** The kind of the place below with this name. */
    RecordField below(String name) {
        throw new IllegalStateException(this + " has nothing below");
    }

    /** The value below with this name. */
    @Nullable
    Object get(Object owner, String name) {
        throw new IllegalStateException(this + " has nothing below");
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
