package io.millrace.aws;

import io.millrace.change.Item;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts to attribute values of the AWS SDK for Java 2.x, for handlers that call DynamoDB. */
public final class SdkAttributeValues {

    private SdkAttributeValues() {}

    /** Returns an item for calls of the SDK, each attribute with its type. Binary is copied. */
    public static Map<String, AttributeValue> of(Item item) {
        return map(item.attributeValues());
    }

    private static Map<String, AttributeValue> map(
            Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> value(attribute.getValue())));
    }

    private static AttributeValue value(
            com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue value) {
        AttributeValue.Builder sdk = AttributeValue.builder().s(value.getS()).n(value.getN());
        sdk.bool(value.getBOOL()).nul(value.getNULL());
        sdk.b(value.getB() == null ? null : SdkBytes.fromByteBuffer(value.getB().asReadOnlyBuffer()));
        if (value.getM() != null) {
            sdk.m(map(value.getM()));
        } else if (value.getL() != null) {
            sdk.l(list(value.getL(), SdkAttributeValues::value));
        } else if (value.getSS() != null) {
            sdk.ss(value.getSS());
        } else if (value.getNS() != null) {
            sdk.ns(value.getNS());
        } else if (value.getBS() != null) {
            sdk.bs(list(value.getBS(), binary -> SdkBytes.fromByteBuffer(binary.asReadOnlyBuffer())));
        }
        return sdk.build();
    }

    private static <A, B> List<B> list(List<A> values, Function<A, B> conversion) {
        return values.stream().map(conversion).toList();
    }
}
