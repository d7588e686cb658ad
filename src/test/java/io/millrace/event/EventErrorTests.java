package io.millrace.event;

import static io.millrace.event.Json.key;
import static io.millrace.event.Json.record;
import static io.millrace.event.Json.stream;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message, whole. Values that an item could hold are called "secret" here. */
class EventErrorTests {

    private static final String NOT_AN_EVENT = "This is not a DynamoDB stream event: ";
    private static final String NO_TIME = "is not a time: neither a number since 1970 nor a text in ISO 8601.";
    private static final String NO_TYPE = "is not an attribute value of type S, N, B, BOOL, NULL, M, L, SS, NS or BS.";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"notJson", "otherShapes", "otherEvents", "wrongFields", "wrongAttributes"})
    void saysWhatIsWrong(String name, String json, String message) {
        assertThatThrownBy(() -> Json.read(json))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    static Stream<Arguments> notJson() {
        return Stream.of(
                arguments("empty input", "", "The event is empty."),
                arguments("text", "secret", "The event is not JSON: the error is at line 1, column 1."),
                arguments(
                        "broken JSON",
                        "{'Records': [\n  {'eventID': 'e', secret}]}",
                        "The event is not JSON: the error is at line 2, column 20."),
                arguments(
                        "half of an event",
                        "{'Records': [",
                        "The event is not JSON: the error is at line 1, column 14."),
                arguments(
                        "something behind it",
                        "{'Records': []} secret",
                        "The event is not JSON: the error is at line 1, column 17."));
    }

    static Stream<Arguments> otherShapes() {
        return Stream.of(
                arguments("only spaces", " \n ", "The event is empty."),
                arguments("an array", "[{'eventID': 'e'}]", NOT_AN_EVENT + "it is not an object."),
                arguments("a string", "'secret'", NOT_AN_EVENT + "it is not an object."),
                arguments("an empty object", "{}", NOT_AN_EVENT + "it has no field 'Records'."),
                arguments("no list", "{'Records': null}", NOT_AN_EVENT + "/Records is not an array."),
                arguments("no records", "{'Records': ['secret']}", NOT_AN_EVENT + "/Records/0 is not an object."),
                arguments("two events", "{'Records': []}{}", NOT_AN_EVENT + "something follows the event."));
    }

    static Stream<Arguments> otherEvents() {
        return Stream.of(
                other("an SQS event", record("'messageId': 'm', 'body': 'secret', 'eventSource': 'aws:sqs'")),
                other("a Kinesis event", record("'kinesis': {'data': 'AQ=='}, 'eventSource': 'aws:kinesis'")),
                other("an SNS event", record("'EventSource': 'aws:sns', 'Sns': {'Message': 'secret'}")),
                other("an S3 event", record("'eventSource': 'aws:s3', 's3': {}")),
                other("an event of source 'aws:new'", record("'eventSource': 'aws:new'")),
                other("an EventBridge event", "{'version': '0', 'detail-type': 'x', 'detail': {'a': 'secret'}}"),
                other("an API Gateway event", "{'httpMethod': 'GET', 'body': 'secret', 'requestContext': {}}"),
                other("an API Gateway event", "{'version': '2.0', 'routeKey': 'GET /', 'requestContext': {}}"),
                other("an HTTP event", "{'requestContext': {'elb': {}}, 'body': 'secret'}"));
    }

    private static Arguments other(String kind, String json) {
        return arguments(
                kind,
                json,
                "This is not a DynamoDB stream event but %s: check the function's event source mapping."
                        .formatted(kind));
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                arguments(
                        "no dynamodb", record("'eventID': 'e'"), NOT_AN_EVENT + "/Records/0 has no field 'dynamodb'."),
                arguments(
                        "a null dynamodb",
                        record("'dynamodb': null"),
                        NOT_AN_EVENT + "/Records/0 has no field 'dynamodb'."),
                wrong("eventID", record("'eventID': 1"), "/eventID is not a string."),
                wrong("userIdentity", record("'userIdentity': 's'"), "/userIdentity is not an object."),
                wrong("dynamodb", record("'dynamodb': []"), "/dynamodb is not an object."),
                wrong("Keys", stream("'Keys': []"), "/dynamodb/Keys is not an object."),
                wrong("NewImage", stream("'NewImage': 's'"), "/dynamodb/NewImage is not an object."),
                wrong("SequenceNumber", stream("'SequenceNumber': 1"), "/dynamodb/SequenceNumber is not a string."),
                wrong("SizeBytes", stream("'SizeBytes': '1'"), "/dynamodb/SizeBytes is not a number."),
                wrong(
                        "ApproximateCreationDateTime",
                        stream("'ApproximateCreationDateTime': '2026-01-01T00:00:00'"),
                        "/dynamodb/ApproximateCreationDateTime " + NO_TIME),
                wrong(
                        "ApproximateCreationDateTime",
                        stream("'ApproximateCreationDateTime': 1E+20"),
                        "/dynamodb/ApproximateCreationDateTime " + NO_TIME),
                wrong(
                        "ApproximateCreationDateTime",
                        stream("'ApproximateCreationDateTime': '+999999999-12-31T23:59:59Z'"),
                        "/dynamodb/ApproximateCreationDateTime " + NO_TIME),
                wrong(
                        "ApproximateCreationDateTime",
                        stream("'ApproximateCreationDateTime': true"),
                        "/dynamodb/ApproximateCreationDateTime is not a number."),
                wrong(
                        "StreamViewType",
                        stream("'StreamViewType': 'ALL'"),
                        "/dynamodb/StreamViewType is none of [NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY]."));
    }

    static Stream<Arguments> wrongAttributes() {
        return Stream.of(
                attribute("a plain value", "'secret'", " is not an attribute value like {\"S\": \"…\"}."),
                attribute("no type", "{}", " " + NO_TYPE),
                attribute("no type in a list", "{'L': [{'S': 'secret'}, {}]}", "/L/1 " + NO_TYPE),
                attribute("an unknown type", "{'s': 'secret'}", "/s " + NO_TYPE),
                attribute("two types", "{'S': 'secret', 'N': '1'}", "/N is not the only type of its attribute value."),
                attribute("S as a number", "{'S': 4711}", "/S is not a string."),
                attribute("S as null", "{'S': null}", "/S is not a string."),
                attribute("N as a JSON number", "{'N': 4711}", "/N is not a string."),
                attribute("N within", "{'M': {'a': {'L': [{'N': 4711}]}}}", "/M/a/L/0/N is not a string."),
                attribute("BOOL as a string", "{'BOOL': 'true'}", "/BOOL is not true or false."),
                attribute("B that is no Base64", "{'B': 'sec%et'}", "/B is not a Base64 string."),
                attribute("B without its padding", "{'B': 'AQ'}", "/B is not a Base64 string."),
                attribute("BS that is no Base64", "{'BS': ['AQ==', '%']}", "/BS/1 is not a Base64 string."),
                attribute("NS of JSON numbers", "{'NS': ['1', 4711]}", "/NS/1 is not a string."),
                attribute("L that is none", "{'L': {'S': 'secret'}}", "/L is not an array."),
                attribute("M that is none", "{'M': ['secret']}", "/M is not an object."));
    }

    private static Arguments wrong(String field, String json, String message) {
        return arguments(field, json, NOT_AN_EVENT + "/Records/0" + message);
    }

    private static Arguments attribute(String name, String value, String message) {
        return arguments(name, key(value), NOT_AN_EVENT + "/Records/0/dynamodb/Keys/id" + message);
    }
}
