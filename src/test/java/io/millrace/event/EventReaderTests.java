package io.millrace.event;

import static io.millrace.event.Json.key;
import static io.millrace.event.Json.only;
import static io.millrace.event.Json.onlyKey;
import static io.millrace.event.Json.read;
import static io.millrace.event.Json.readAsAws;
import static io.millrace.event.Json.record;
import static io.millrace.event.Json.stream;
import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.bool;
import static io.millrace.testkit.Attributes.bs;
import static io.millrace.testkit.Attributes.buffer;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.ns;
import static io.millrace.testkit.Attributes.nul;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void readsAttributes(String name, String json, AttributeValue value) {
        assertThat(onlyKey(read(key(json)))).isEqualTo(value).isEqualTo(onlyKey(readAsAws(key(json))));
    }

    static Stream<Arguments> readsAttributes() {
        return Stream.of(
                arguments("S", "{'S': 'text'}", s("text")),
                arguments("S, escaped", "{'S': 'a\\n\\u00e9\\\\'}", s("a\né\\")),
                arguments("S, empty", "{'S': ''}", s("")),
                arguments("N of 38 digits", "{'N': '0.%s'}".formatted("9".repeat(38)), n("0." + "9".repeat(38))),
                arguments("N as it is written", "{'N': '3.00E+2'}", n("3.00E+2")),
                arguments("B", "{'B': 'AQL/'}", b(1, 2, 255)),
                arguments("B, empty", "{'B': ''}", b()),
                arguments("BOOL", "{'BOOL': true}", bool(true)),
                arguments("BOOL, false", "{'BOOL': false}", bool(false)),
                arguments("NULL", "{'NULL': true}", nul()),
                arguments("M", "{'M': {'a': {'S': 'x'}, 'S': {'N': '1'}}}", m(Map.of("a", s("x"), "S", n("1")))),
                arguments("M, empty", "{'M': {}}", m(Map.of())),
                arguments("L", "{'L': [{'S': 'x'}, {'NULL': true}]}", l(s("x"), nul())),
                arguments("L, empty", "{'L': []}", l()),
                arguments("SS", "{'SS': ['a', 'b']}", ss("a", "b")),
                arguments("SS, empty", "{'SS': []}", ss()),
                arguments("NS", "{'NS': ['1', '2.50']}", ns("1", "2.50")),
                arguments("BS", "{'BS': ['AQ==', '']}", bs(buffer(1), buffer())));
    }

    @Test
    void reads32LevelsOfNesting() {
        AttributeValue deep = s("x");
        for (int level = 0; level < 32; level++) {
            deep = level % 2 == 0 ? l(deep) : m(Map.of("a", deep));
        }
        String json = "{'M': {'a': {'L': [".repeat(16) + "{'S': 'x'}" + "]}}}".repeat(16);

        assertThat(onlyKey(read(key(json)))).isEqualTo(deep);
    }

    @Test
    void readsAllFieldsOfARecord() {
        String json = record("'eventID': 'e', 'eventName': 'REMOVE', 'eventVersion': '1.1', "
                + "'eventSource': 'aws:dynamodb', 'awsRegion': 'eu-central-1', 'eventSourceARN': 'arn', "
                + "'userIdentity': {'type': 'Service', 'principalId': 'dynamodb.amazonaws.com'}, "
                + "'dynamodb': {'ApproximateCreationDateTime': 1479499740, 'Keys': {'id': {'S': 'k'}}, "
                + "'OldImage': {'a': {'S': 'o'}}, 'NewImage': {'a': {'S': 'n'}}, "
                + "'SequenceNumber': '4421584500000000017450439091', "
                + "'SizeBytes': 59, 'StreamViewType': 'NEW_AND_OLD_IMAGES'}");
        DynamodbStreamRecord record = only(read(json));

        assertThat(read(json)).isEqualTo(readAsAws(json));
        assertThat(record.getEventID()).isEqualTo("e");
        assertThat(record.getUserIdentity().getPrincipalId()).isEqualTo("dynamodb.amazonaws.com");
        assertThat(record.getEventSourceARN()).isEqualTo("arn");
        assertThat(record.getDynamodb().getSequenceNumber()).isEqualTo("4421584500000000017450439091");
        assertThat(record.getDynamodb().getOldImage()).containsOnly(Map.entry("a", s("o")));
    }

    @ParameterizedTest
    @CsvSource({
        "1479499740, 1479499740000",
        "1479499740.123, 1479499740123",
        "1.479499740E9, 1479499740000",
        "1479499740.5, 1479499740500",
        "1479499740.1236, 1479499740124",
    })
    void readsSecondsWithAFraction(String seconds, long milliseconds) {
        assertCreated(seconds, milliseconds);
    }

    @ParameterizedTest
    @CsvSource({
        "1646157866523, 1646157866523",
        "1.646157866523E12, 1646157866523",
        "1646157866523123, 1646157866523",
        "1646157866523123456, 1646157866523",
        "'\"2022-03-01T18:04:26.523+00:00\"', 1646157866523",
        "'\"2022-03-01T19:04:26+01:00\"', 1646157866000",
    })
    void readsTimesInSmallerUnitsAndAsTheCliWritesThem(String time, long milliseconds) {
        assertCreated(time, milliseconds);
    }

    private static void assertCreated(String time, long milliseconds) {
        StreamRecord stream =
                only(read(stream("'ApproximateCreationDateTime': " + time))).getDynamodb();

        assertThat(stream.getApproximateCreationDateTime()).hasTime(milliseconds);
    }

    @Test
    void readsTheIdentityInTheSpellingOfTheStreamsApiToo() {
        String capital = "'userIdentity': {'PrincipalId': 'dynamodb.amazonaws.com', 'Type': 'Service'}, ";
        String small = "'userIdentity': {'principalId': 'dynamodb.amazonaws.com', 'type': 'Service'}, ";

        assertThat(read(record(capital + "'dynamodb': {}"))).isEqualTo(read(record(small + "'dynamodb': {}")));
    }

    @Test
    void leavesOutWhatIsNotThere() {
        DynamodbStreamRecord record = only(read(stream("")));

        assertThat(record.getDynamodb()).isEqualTo(new StreamRecord());
        assertThat(record.getUserIdentity()).isNull();
        assertThat(record.getEventSourceARN()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Keys",
                "NewImage",
                "OldImage",
                "SequenceNumber",
                "SizeBytes",
                "StreamViewType",
                "ApproximateCreationDateTime",
            })
    void takesNullForAbsent(String field) {
        assertThat(only(read(stream("'%s': null".formatted(field)))).getDynamodb())
                .isEqualTo(new StreamRecord());
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventID", "eventName", "eventVersion", "eventSource", "awsRegion", "userIdentity"})
    void takesNullForAbsentOutside(String field) {
        String json = record("'%s': null, 'dynamodb': {}".formatted(field));

        assertThat(read(json)).isEqualTo(read(stream(""))).isEqualTo(readAsAws(json));
    }

    @Test
    void passesOverUnknownFields() {
        String json =
                "{'x': {'Records': [1]}, 'Records': [{'x': [{'dynamodb': 1}], 'dynamodb': {'x': {'Keys': [null]}, "
                        + "'SequenceNumber': '1'}, 'userIdentity': {'x': {'type': 1}, 'type': 'User'}}], 'y': null}";
        String plain = record("'dynamodb': {'SequenceNumber': '1'}, 'userIdentity': {'type': 'User'}");

        assertThat(read(json)).isEqualTo(read(plain));
    }

    @Test
    void readsAnEventWithoutRecords() {
        assertThat(read("{'Records': []}").getRecords()).isEmpty();
    }
}
