package io.millrace.source;

import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.bool;
import static io.millrace.testkit.Attributes.bs;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.ns;
import static io.millrace.testkit.Attributes.nul;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.Change;
import io.millrace.change.ItemKey;
import io.millrace.change.MalformedRecordException;
import io.millrace.event.EventWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class StreamRecordsTests {

    private static final String ARN = "arn:aws:dynamodb:eu-central-1:1:table/things/stream/2026-01-01T00:00:00.000";

    @Test
    void convertsEveryTypeOfAttribute() {
        Record record = Record.builder()
                .dynamodb(stream -> stream.newImage(Map.of(
                        "s", AttributeValue.fromS(""),
                        "n", AttributeValue.fromN("1E+2"),
                        "b", AttributeValue.fromB(bytes(1, 255)),
                        "bool", AttributeValue.fromBool(false),
                        "null", AttributeValue.fromNul(true),
                        "m", AttributeValue.fromM(Map.of("a", AttributeValue.fromL(List.of()))),
                        "l", AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromM(Map.of()))),
                        "ss", AttributeValue.fromSs(List.of("a")),
                        "ns", AttributeValue.fromNs(List.of("1", "2")),
                        "bs", AttributeValue.fromBs(List.of(bytes(7))))))
                .build();

        assertThat(StreamRecords.of(record, ARN).getDynamodb().getNewImage())
                .isEqualTo(Map.of(
                        "s", s(""),
                        "n", n("1E+2"),
                        "b", b(1, 255),
                        "bool", bool(false),
                        "null", nul(),
                        "m", m(Map.of("a", l())),
                        "l", l(s("x"), m(Map.of())),
                        "ss", ss("a"),
                        "ns", ns("1", "2"),
                        "bs", bs(b(7).getB())));
    }

    @Test
    void keepsEverythingElse() {
        Instant created = Instant.parse("2026-01-01T00:00:00Z");
        Record record = Record.builder()
                .eventID("e-1")
                .eventName(OperationType.REMOVE)
                .eventVersion("1.1")
                .eventSource("aws:dynamodb")
                .awsRegion("eu-central-1")
                .userIdentity(identity -> identity.type("Service").principalId("dynamodb.amazonaws.com"))
                .dynamodb(stream -> stream.sequenceNumber("111")
                        .sizeBytes(26L)
                        .streamViewType(StreamViewType.OLD_IMAGE)
                        .approximateCreationDateTime(created)
                        .keys(Map.of("id", AttributeValue.fromS("x")))
                        .oldImage(Map.of("id", AttributeValue.fromS("x"))))
                .build();

        DynamodbStreamRecord converted = StreamRecords.of(record, ARN);

        assertThat(converted.toString())
                .contains("e-1", "REMOVE", "1.1", "aws:dynamodb", "eu-central-1", ARN)
                .contains("Service", "dynamodb.amazonaws.com", "111", "26", "OLD_IMAGE");
        assertThat(converted.getDynamodb().getApproximateCreationDateTime()).isEqualTo(created);
        assertThat(converted.getDynamodb().getOldImage()).isEqualTo(Map.of("id", s("x")));
        assertThat(converted.getDynamodb().getNewImage()).isNull();
    }

    @Test
    void convertsWhatIsEmpty() {
        Record record = Record.builder()
                .dynamodb(stream -> stream.newImage(Map.of(
                                "m", AttributeValue.fromM(Map.of()),
                                "l", AttributeValue.fromL(List.of()),
                                "ss", AttributeValue.fromSs(List.of()),
                                "ns", AttributeValue.fromNs(List.of()),
                                "bs", AttributeValue.fromBs(List.of()),
                                "b", AttributeValue.fromB(bytes())))
                        .oldImage(Map.of()))
                .build();

        StreamRecord converted = StreamRecords.of(record, ARN).getDynamodb();

        assertThat(converted.getNewImage())
                .isEqualTo(Map.of("m", m(Map.of()), "l", l(), "ss", ss(), "ns", ns(), "bs", bs(), "b", b()));
        assertThat(converted.getOldImage()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void keepsARecordThatCannotBeConverted(String name, AttributeValue odd, String problem) {
        Record record = Record.builder()
                .eventID("e-1")
                .eventName(OperationType.MODIFY)
                .dynamodb(stream -> stream.sequenceNumber("111")
                        .keys(Map.of("id", AttributeValue.fromS("x")))
                        .newImage(Map.of("a", odd)))
                .build();

        DynamodbStreamRecord converted = StreamRecords.of(record, ARN);

        assertThat(ItemKey.find(converted)).isPresent();
        assertThatThrownBy(() -> Change.of(converted, "things"))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage(problem);
        assertThat(new String(EventWriter.write(converted), UTF_8))
                .startsWith(
                        "{\"eventID\":\"e-1\",\"eventName\":\"MODIFY\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"x\"}},")
                .contains("\"SequenceNumber\":\"111\"");
    }

    static Stream<Arguments> keepsARecordThatCannotBeConverted() {
        String unknown = " has no type, or one that the AWS SDK does not know";
        AttributeValue none = AttributeValue.builder().build();
        AttributeValue two = AttributeValue.builder().s("x").n("1").build();
        return Stream.of(
                arguments("no type", none, "/dynamodb/NewImage/a" + unknown),
                arguments("two types", two, "/dynamodb/NewImage/a has several types"),
                arguments(
                        "no type within",
                        AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("b", none)))),
                        "/dynamodb/NewImage/a/L/0/M/b" + unknown));
    }

    private static SdkBytes bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return SdkBytes.fromByteArray(bytes);
    }
}
