package io.millrace.testkit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How many bytes attributes take. Source: "DynamoDB item sizes and formats" in the Amazon DynamoDB Developer Guide. */
final class ItemSize {

    private static final int OF_A_COLLECTION = 3;
    private static final int OF_AN_ELEMENT = 1;

    private ItemSize() {}

    static long of(Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .mapToLong(attribute -> text(attribute.getKey()) + of(attribute.getValue()))
                .sum();
    }

    private static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> text(value.s());
            case N -> number(value.n());
            case B -> bytes(value.b());
            case SS -> value.ss().stream().mapToLong(ItemSize::text).sum();
            case NS -> value.ns().stream().mapToLong(ItemSize::number).sum();
            case BS -> value.bs().stream().mapToLong(ItemSize::bytes).sum();
            case L -> OF_A_COLLECTION + elements(value.l());
            case M -> OF_A_COLLECTION + OF_AN_ELEMENT * value.m().size() + of(value.m());
            default -> 1;
        };
    }

    private static long elements(List<AttributeValue> elements) {
        return elements.stream()
                .mapToLong(element -> OF_AN_ELEMENT + of(element))
                .sum();
    }

    private static long text(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static long bytes(SdkBytes bytes) {
        return bytes.asByteArrayUnsafe().length;
    }

    /** A byte for two digits, and one more; another one for a sign. */
    private static long number(String number) {
        long digits = number.chars().filter(Character::isDigit).count();
        return (digits + 1) / 2 + 1 + (number.startsWith("-") ? 1 : 0);
    }
}
