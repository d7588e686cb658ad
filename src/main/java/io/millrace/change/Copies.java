package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Deep copies of AWS's beans, which are mutable, so that modifications have no effect elsewhere. */
final class Copies {

    private Copies() {}

    /** A copy of a readable record. */
    static DynamodbStreamRecord of(DynamodbStreamRecord record) {
        DynamodbStreamRecord copy = new DynamodbStreamRecord();
        copy.setEventID(record.getEventID());
        copy.setEventName(record.getEventName());
        copy.setEventVersion(record.getEventVersion());
        copy.setEventSource(record.getEventSource());
        copy.setAwsRegion(record.getAwsRegion());
        copy.setEventSourceARN(record.getEventSourceARN());
        Identity identity = record.getUserIdentity();
        if (identity != null) {
            copy.setUserIdentity(
                    new Identity().withType(identity.getType()).withPrincipalId(identity.getPrincipalId()));
        }
        copy.setDynamodb(new CopiedStream(record.getDynamodb()));
        return copy;
    }

    static @Nullable Map<String, AttributeValue> of(@Nullable Map<String, AttributeValue> attributes) {
        if (attributes == null) {
            return null;
        }
        Map<String, AttributeValue> copy = new LinkedHashMap<>();
        attributes.forEach((name, value) -> copy.put(name, of(value)));
        return copy;
    }

    private static AttributeValue of(AttributeValue value) {
        AttributeValue copy = new AttributeValue();
        copy.setS(value.getS());
        copy.setN(value.getN());
        copy.setB(value.getB() == null ? null : of(value.getB()));
        copy.setBOOL(value.getBOOL());
        copy.setNULL(value.getNULL());
        copy.setM(of(value.getM()));
        copy.setL(list(value.getL(), Copies::of));
        copy.setSS(list(value.getSS(), text -> text));
        copy.setNS(list(value.getNS(), text -> text));
        copy.setBS(list(value.getBS(), Copies::of));
        return copy;
    }

    private static <T> @Nullable List<T> list(@Nullable List<T> elements, UnaryOperator<T> conversion) {
        if (elements == null) {
            return null;
        }
        List<T> copy = new ArrayList<>(elements.size());
        elements.forEach(element -> copy.add(conversion.apply(element)));
        return copy;
    }

    private static ByteBuffer of(ByteBuffer binary) {
        byte[] bytes = new byte[binary.remaining()];
        binary.duplicate().get(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
