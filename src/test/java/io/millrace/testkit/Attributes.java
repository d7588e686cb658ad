package io.millrace.testkit;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Attribute values in few letters, named as DynamoDB names the types. */
public final class Attributes {

    private Attributes() {}

    public static AttributeValue s(String text) {
        return new AttributeValue().withS(text);
    }

    public static AttributeValue n(String number) {
        return new AttributeValue().withN(number);
    }

    public static AttributeValue b(int... bytes) {
        return new AttributeValue().withB(buffer(bytes));
    }

    public static AttributeValue bool(boolean value) {
        return new AttributeValue().withBOOL(value);
    }

    public static AttributeValue nul() {
        return new AttributeValue().withNULL(true);
    }

    public static AttributeValue m(Map<String, AttributeValue> attributes) {
        return new AttributeValue().withM(attributes);
    }

    public static AttributeValue l(AttributeValue... elements) {
        return new AttributeValue().withL(elements);
    }

    public static AttributeValue ss(String... elements) {
        return new AttributeValue().withSS(List.of(elements));
    }

    public static AttributeValue ns(String... elements) {
        return new AttributeValue().withNS(List.of(elements));
    }

    public static AttributeValue bs(ByteBuffer... elements) {
        return new AttributeValue().withBS(List.of(elements));
    }

    /** A buffer over these bytes. */
    public static ByteBuffer buffer(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        Arrays.stream(bytes).forEach(value -> buffer.put((byte) value));
        return buffer.flip();
    }
}
