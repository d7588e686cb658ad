package io.millrace.event;

import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.UnreadableRecord;
import io.millrace.testkit.Records;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits are those of DynamoDB, and what is beyond them is wrong with a record, not with its event. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class EventLimitsTests {

    private static final String RECORD =
            "{'eventName': 'INSERT', 'dynamodb': {'Keys': {'id': {'S': '%1$s'}}, 'SequenceNumber': '%1$s'%2$s}%3$s}";
    private static final String NUMBER =
            "no number that DynamoDB has: up to 38 digits, and a magnitude from 1E-130 to 9.99E+125";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void readsWhatDynamoDbCanSend(String name, String image) {
        List<DynamodbStreamRecord> records = read(before(), with(image), behind());

        assertThat(records).hasSize(3).noneMatch(UnreadableRecord.class::isInstance);
        assertThat(records.get(1).getDynamodb().getNewImage()).hasSize(1);
    }

    static Stream<Arguments> readsWhatDynamoDbCanSend() {
        return Stream.of(
                arguments("a name of 60,000 characters", attribute("n".repeat(60_000), "{'NULL': true}")),
                arguments("a name of 64 KB", attribute("é".repeat(32_768), "{'NULL': true}")),
                arguments("32 levels of lists", attribute("a", nested("{'L': [", "]}", 32))),
                arguments("32 levels of maps", attribute("a", nested("{'M': {'b': ", "}}", 32))),
                arguments("a number of 38 digits", attribute("a", "{'N': '%s'}".formatted("9".repeat(38)))),
                arguments(
                        "the largest number", attribute("a", "{'N': '%s'}".formatted("9".repeat(38) + "0".repeat(88)))),
                arguments("the smallest number", attribute("a", "{'NS': ['-0.%s1']}".formatted("0".repeat(129)))),
                arguments("an exponent", attribute("a", "{'N': '1E+125'}")),
                arguments("400 KB of escapes", attribute("a", "{'S': '%s'}".formatted("\\u0001".repeat(409_599)))),
                arguments("a binary of 400 KB", attribute("a", "{'B': '%s'}".formatted("AAAA".repeat(136_533)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void failsARecordAlone(String name, String record, String problem) {
        List<DynamodbStreamRecord> records = read(before(), record, behind());

        assertThat(records).hasSize(3);
        assertThat(records.get(0).getDynamodb().getKeys()).isEqualTo(Map.of("id", s("1")));
        assertThat(records.get(2).getDynamodb().getKeys()).isEqualTo(Map.of("id", s("3")));
        assertThat(records.get(1).getDynamodb().getKeys()).isEqualTo(Map.of("id", s("2")));
        assertThat(records.get(1).getDynamodb().getSequenceNumber()).isEqualTo("2");
        assertThatThrownBy(() -> Change.of(records.get(1), "Things"))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage(problem);
        assertThat(new EventReader().read(EventWriter.write(Records.event(records))))
                .isEqualTo(Records.event(records));
    }

    static Stream<Arguments> failsARecordAlone() {
        return Stream.of(names(), levels(), numbers(), fields()).flatMap(some -> some);
    }

    private static Stream<Arguments> names() {
        String start = "/dynamodb/NewImage/" + "n".repeat(200) + "…";
        return Stream.of(
                bad(
                        "a longer name",
                        attribute("n".repeat(65_537), "{'S': ''}"),
                        start + " has a name of more than 65536 bytes"),
                bad(
                        "a longer name within",
                        attribute("a", "{'M': {'%s': {'S': ''}}}".formatted("é".repeat(32_769))),
                        "/dynamodb/NewImage/a/M/" + "é".repeat(200) + "… has a name of more than 65536 bytes"),
                bad(
                        "a name of its own lines",
                        attribute("a\\n\\u001b[31mERROR\\u202e", "{'S': 5}"),
                        "/dynamodb/NewImage/a\\n\\u001b[31mERROR\\u202e/S is not a string"));
    }

    private static Stream<Arguments> levels() {
        return Stream.of(
                bad(
                        "33 levels",
                        attribute("a", nested("{'L': [", "]}", 33)),
                        "/dynamodb/NewImage/a" + "/L/0".repeat(33) + " is nested more than 32 levels deep"),
                bad(
                        "500 levels",
                        attribute("a", nested("{'L': [", "]}", 500)),
                        "/dynamodb/NewImage/a" + "/L/0".repeat(33) + " is nested more than 32 levels deep"),
                arguments(
                        "an unknown field of 1,001 levels",
                        RECORD.formatted(2, "", ", 'x': " + nested("[", "]", 1_001)),
                        "it is nested more than 500 levels deep"),
                arguments(
                        "an unknown field of 2,000,000 levels",
                        RECORD.formatted(2, "", ", 'x': " + nested("[", "]", 2_000_000)),
                        "it is nested more than 500 levels deep"));
    }

    private static Stream<Arguments> numbers() {
        String digits = "7".repeat(1_000_000);
        return Stream.of(
                bad(
                        "39 digits",
                        attribute("a", "{'N': '1%s1'}".formatted("0".repeat(37))),
                        "/dynamodb/NewImage/a/N is " + NUMBER),
                bad(
                        "a million digits",
                        attribute("a", "{'N': '%s'}".formatted(digits)),
                        "/dynamodb/NewImage/a/N is " + NUMBER),
                bad(
                        "a huge exponent",
                        attribute("a", "{'NS': ['1', '1E+100000000']}"),
                        "/dynamodb/NewImage/a/NS/1 is " + NUMBER),
                bad("no number", attribute("a", "{'N': 'secret'}"), "/dynamodb/NewImage/a/N is no number"),
                bad("an empty number", attribute("a", "{'N': ''}"), "/dynamodb/NewImage/a/N is no number"),
                bad(
                        "a size of a million digits",
                        ", 'SizeBytes': " + digits,
                        "/dynamodb/SizeBytes has more than 100 digits"),
                bad(
                        "a time of a million digits",
                        ", 'ApproximateCreationDateTime': 0." + digits,
                        "/dynamodb/ApproximateCreationDateTime has more than 100 digits"));
    }

    private static Stream<Arguments> fields() {
        return Stream.of(
                bad(
                        "a text above 400 KB",
                        attribute("a", "{'S': '%s'}".formatted("x".repeat(409_600))),
                        "/dynamodb/NewImage has more than the 409600 bytes of an item"),
                bad(
                        "sets above 400 KB",
                        attribute("a", "{'SS': ['%s', '%s']}".formatted("x".repeat(200_000), "é".repeat(110_000))),
                        "/dynamodb/NewImage has more than the 409600 bytes of an item"),
                arguments(
                        "a field spelled with escapes",
                        RECORD.formatted(2, ", 'NewImage': 5", "").replace("SequenceNumber", "Sequence\\u004eumber"),
                        "/dynamodb/NewImage is not an object"));
    }

    @Test
    void saysThatAKeyIsNoNumber() {
        List<DynamodbStreamRecord> records = read(
                before(),
                RECORD.formatted(2, "", "").replace("'S': '2'", "'N': '%s'".formatted("2".repeat(1_000_000))));

        assertThat(records.get(1).getDynamodb().getKeys()).isNull();
        assertThatThrownBy(() -> Change.of(records.get(1), "Things")).hasMessage("/dynamodb/Keys/id/N is " + NUMBER);
    }

    @Test
    void readsAnEventOfUnreadableRecords() {
        String record = "{'dynamodb':{'SequenceNumber':'1','Keys':0}}";

        List<DynamodbStreamRecord> records =
                read(Collections.nCopies(120_000, record).toArray(String[]::new));

        assertThat(records).hasSize(120_000).allMatch(UnreadableRecord.class::isInstance);
    }

    @Test
    void refusesAnEventOfRecordsWithoutAReadableField() {
        String[] records = Collections.nCopies(120_000, "{'dynamodb':{'SequenceNumber':1,'Keys':0}}")
                .toArray(String[]::new);

        assertThatThrownBy(() -> read(records))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("This is not a DynamoDB stream event: /Records/0/dynamodb/SequenceNumber is not a string.");
    }

    @Test
    void saysWhereJsonBreaksBehindAnUnreadableRecord() {
        assertThatThrownBy(() -> read(RECORD.formatted(1, ", 'NewImage': 5", ""), "\n{'a': tru}"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("The event is not JSON: the error is at line 2, column 10.");
    }

    @Test
    void refusesAnEventThatIsTooDeepOutsideOfItsRecords() {
        assertThatThrownBy(() -> Json.read("{'x': %s}".formatted(nested("[", "]", 1_000_000))))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("This is not a DynamoDB stream event: it is nested more than 500 levels deep.");
    }

    private static Arguments bad(String name, String image, String problem) {
        return arguments(name, with(image), problem);
    }

    private static String with(String image) {
        return RECORD.formatted(2, image, "");
    }

    private static String before() {
        return RECORD.formatted(1, "", "");
    }

    private static String behind() {
        return RECORD.formatted(3, "", "");
    }

    private static String attribute(String name, String value) {
        return ", 'NewImage': {'%s': %s}".formatted(name, value);
    }

    private static String nested(String open, String close, int levels) {
        return open.repeat(levels) + (open.equals("[") ? "" : "{'S': 'x'}") + close.repeat(levels);
    }

    private static List<DynamodbStreamRecord> read(String... records) {
        return Json.read("{'Records': [%s]}".formatted(String.join(",", records)))
                .getRecords();
    }
}
