package io.millrace.deadletter;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.Failure;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterEntryTests {

    @Test
    void isWrittenForPeopleAndProgramsToRead() {
        String json = new String(EntryJson.write(DeadLetterEntry.of(Letters.letter(1000, "x"))), UTF_8);

        assertThat(json)
                .startsWith(
                        "{\"schemaVersion\":1,\"table\":\"Products\",\"route\":\"added\",\"handler\":\"productAdded\","
                                + "\"attempts\":3,\"firstFailure\":\"2026-01-01T00:00:00Z\","
                                + "\"lastFailure\":\"2026-01-01T00:00:01.500Z\",\"exception\":{"
                                + "\"class\":\"java.lang.IllegalStateException\",\"message\":\"not today\",\"stackTrace\":")
                .contains("Caused by: java.lang.RuntimeException: the reason")
                .endsWith(
                        ",\"event\":{\"Records\":[{\"eventID\":\"event-1000\",\"eventName\":\"INSERT\","
                                + "\"eventSource\":\"aws:dynamodb\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"item-6\"}},\"NewImage\":{\"text\":{\"S\":\"x\"}},"
                                + "\"SequenceNumber\":\"1000\"},"
                                + "\"eventSourceARN\":\"arn:aws:dynamodb:us-east-1:123456789012:table/Products/stream/2026-01-01T00:00:00.000\"}]}}");
    }

    @Test
    void boundsMessageAndStackTrace() {
        DeadLetter letter = Letters.letter(1000, "x");
        Failure long1 = letter.failure();
        IllegalStateException cause = new IllegalStateException("m".repeat(5_000));
        StackTraceElement[] deep = new StackTraceElement[1_000];
        Arrays.fill(deep, new StackTraceElement("a.b.C", "method", "C.java", 1));
        cause.setStackTrace(deep);
        Failure failure = new Failure(long1.sequenceNumber(), "r", "h", 1, cause);

        DeadLetterEntry entry =
                DeadLetterEntry.of(new DeadLetter("Products", letter.record(), failure, letter.failed()));

        assertThat(entry.problem().message()).hasSize(1_000);
        assertThat(entry.problem().stackTrace()).hasSizeLessThan(8_000).contains("\t... 980 more");
    }

    @Test
    void readsARecordWithNamesAsLongAsDynamoDbHasThem() {
        DynamodbStreamRecord record =
                insert().key("id", s("x")).after("n".repeat(65_536), s("y")).build();
        DeadLetter letter = Letters.letter(1000, "x");

        byte[] json = EntryJson.write(
                DeadLetterEntry.of(new DeadLetter(letter.table(), record, letter.failure(), letter.failed())));

        assertThat(DeadLetterEntry.read(new String(json, UTF_8)).record()).isEqualTo(record);
    }

    @Test
    void saysThatALetterIsTooDeep() {
        assertThatThrownBy(() -> DeadLetterEntry.read("[".repeat(1_000) + "]".repeat(1_000)))
                .isInstanceOf(UnreadableDeadLetterException.class)
                .hasMessage("It is nested too deep to be read.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    nonsense                          | It is not JSON.
                    {"a": 1}                          | It is not a dead letter: it has no number 'schemaVersion'.
                    {"schemaVersion": 2}              | It is a dead letter of schema version 2; this version of Millrace reads version 1.
                    {"schemaVersion": 1}              | The dead letter has no text 'table'.
                    {"schemaVersion": 1, "table": "t", "route": "r", "handler": "h", "firstFailure": "x"} | The dead letter's 'firstFailure' is no time like 2026-01-01T00:00:00Z.
                    """)
    void tellsWhyAnEntryIsUnreadable(String json, String message) {
        assertThatThrownBy(() -> DeadLetterEntry.read(json))
                .isInstanceOf(UnreadableDeadLetterException.class)
                .hasMessage(message);
    }
}
