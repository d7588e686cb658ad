package io.millrace.function;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.change.MalformedRecordException;
import io.millrace.function.EntryFunction.UnknownTable;
import io.millrace.handler.BatchItemFailuresException;
import io.millrace.testkit.Probe;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import io.millrace.testkit.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EntryFunctionTests {

    private static final Deadlines DEADLINES =
            new Deadlines(InstantSource.fixed(Instant.EPOCH), () -> false, null, null);

    private final Probe probe = new Probe();
    private final TableFunctions tables = new TableFunctions(List.of(table("Books"), table("Pets")), Set.of());

    @ParameterizedTest
    @MethodSource
    void handlesNothingOfAnyTableWhereARecordCouldNotBeReported(RecordBuilder record, String message) {
        DynamodbEvent event = Records.event(List.of(of("Books", "101").build(), record.build()));

        assertThatThrownBy(() -> entry(UnknownTable.FAIL).apply(event))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage(message);
        assertThat(probe.calls()).isEmpty();
    }

    static Stream<Arguments> handlesNothingOfAnyTableWhereARecordCouldNotBeReported() {
        return Stream.of(
                arguments(
                        of("Pets", null).eventId("e-1\nERROR forged"),
                        "The record with eventID 'e-1\\nERROR forged' has no dynamodb.SequenceNumber, so a failure of it could "
                                + "not be reported. None of its batch is handled."),
                arguments(of("Pets", ""), "SequenceNumber is '', which is not a number"),
                arguments(of("Pets", "abc"), "SequenceNumber is 'abc', which is not a number"),
                arguments(of("Pets", "1".repeat(41)), "SequenceNumber has 41 digits; the maximum is 40"));
    }

    @Test
    void asksNothingOfRecordsThatAreIgnored() {
        DynamodbEvent event = Records.event(
                List.of(of("Books", "101").build(), of("Others", null).build()));

        assertThat(entry(UnknownTable.IGNORE).apply(event).getBatchItemFailures())
                .isEmpty();
        assertThat(probe.calls()).containsExactly("Books 101");
    }

    @Test
    void failsTheEventWhereAMappingTakesNoPartialAnswer() {
        EntryFunction entry = whole("Books");
        DynamodbEvent event = event("Books", "101@a", "102@b!", "103@c");

        assertThatExceptionOfType(BatchItemFailuresException.class)
                .isThrownBy(() -> entry.apply(event))
                .withMessage(
                        "Table 'Books' stopped at sequence number 102 of a batch of 3: record 102 failed in route 'r', handler 'h1' "
                                + "(attempt 1): java.lang.IllegalStateException. The event fails as a whole, since "
                                + "millrace.tables.Books.source.report-batch-item-failures is false")
                .satisfies(failure -> assertThat(failure.failures()).containsOnlyKeys("102"));
        assertThat(entry.apply(event("Books", "104@a")).getBatchItemFailures()).isEmpty();
    }

    @Test
    void failsTheEventOfSeveralTablesWhereOneOfThemTakesNoPartialAnswer() {
        List<DynamodbStreamRecord> records =
                new ArrayList<>(event("Pets", "201@a!", "202@b").getRecords());
        records.addAll(event("Books", "101@a", "102@b!").getRecords());

        assertThatExceptionOfType(BatchItemFailuresException.class)
                .isThrownBy(() -> whole("Books").apply(Records.event(records)))
                .satisfies(failure -> assertThat(failure.failures()).containsOnlyKeys("201", "102"));
        assertThat(probe.calls()).containsExactly("Pets 201", "Books 101", "Books 102");
    }

    @Test
    void handlesNothingAgainOfOtherTablesWhereTheEventFailsAsAWhole() {
        EntryFunction entry = whole("Books");
        List<DynamodbStreamRecord> pets = event("Pets", "201@a", "202@b").getRecords();
        List<DynamodbStreamRecord> records = new ArrayList<>(pets);
        records.addAll(event("Books", "101@a", "102@b!").getRecords());

        for (int delivery = 0; delivery < 2; delivery++) {
            assertThatExceptionOfType(BatchItemFailuresException.class)
                    .isThrownBy(() -> entry.apply(Records.event(records)))
                    .satisfies(failure -> assertThat(failure.failures()).containsOnlyKeys("102"));
        }
        assertThat(probe.calls()).containsExactly("Pets 201", "Pets 202", "Books 101", "Books 102", "Books 102");

        entry.apply(Records.event(pets));
        assertThat(probe.calls()).hasSize(5);
        entry.apply(Records.event(pets)); // it was done, and comes by itself
        assertThat(probe.calls()).hasSize(7);
    }

    @Test
    void answersForTheOthersWhereTheTableThatTakesNoPartialAnswerIsDone() {
        List<DynamodbStreamRecord> records =
                new ArrayList<>(event("Pets", "201@a!").getRecords());
        records.addAll(event("Books", "101@a").getRecords());

        assertThat(whole("Books").apply(Records.event(records)).getBatchItemFailures())
                .extracting(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .containsExactly("201");
    }

    private EntryFunction whole(String table) {
        return new EntryFunction(
                new TableFunctions(
                        List.of(table("Pets", !table.equals("Pets")), table("Books", !table.equals("Books"))),
                        Set.of()),
                UnknownTable.FAIL,
                DEADLINES);
    }

    private static DynamodbEvent event(String table, String... records) {
        List<DynamodbStreamRecord> batch = Records.batch(records);
        batch.forEach(record -> record.setEventSourceARN(of(table, "1").build().getEventSourceARN()));
        return Records.event(batch);
    }

    private static RecordBuilder of(String table, String number) {
        return insert().table(table).sequenceNumber(number).key("id", s("x"));
    }

    private EntryFunction entry(UnknownTable unknown) {
        return new EntryFunction(tables, unknown, DEADLINES);
    }

    private TableFunction table(String name) {
        return table(name, true);
    }

    private TableFunction table(String name, boolean partialAnswers) {
        return new TableFunction(
                name, name, Routes.dispatcher(Routes.route("r", "*", probe.single(name))), DEADLINES, partialAnswers);
    }
}
