package io.millrace.handler.ready.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemDigestTests {

    @Test
    void isTheSameForTheSameItem() {
        assertThat(ItemDigest.of("t", "o", Map.of("a", AttributeValue.fromN("7"), "b", AttributeValue.fromS("x"))))
                .isEqualTo(ItemDigest.of(
                        "t", "o", Map.of("b", AttributeValue.fromS("x"), "a", AttributeValue.fromN("7.0"))));
    }

    @Test
    void isAnotherForAnotherItemTableOrOrigin() {
        List<String> digests = Stream.of(
                        ItemDigest.of("t", "o", Map.of("a", AttributeValue.fromS("x"))),
                        ItemDigest.of("to", "", Map.of("a", AttributeValue.fromS("x"))),
                        ItemDigest.of("t", "p", Map.of("a", AttributeValue.fromS("x"))),
                        ItemDigest.of("t", "o", Map.of("ax", AttributeValue.fromS(""))),
                        ItemDigest.of("t", "o", Map.of("a", AttributeValue.fromB(SdkBytes.fromUtf8String("y")))),
                        ItemDigest.of("t", "o", Map.of("a", AttributeValue.fromB(SdkBytes.fromUtf8String("z")))))
                .toList();

        assertThat(digests).doesNotHaveDuplicates();
    }
}
