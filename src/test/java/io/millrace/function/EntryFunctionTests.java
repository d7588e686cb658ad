package io.millrace.function;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.change.MalformedRecordException;
import io.millrace.dispatch.DispatchListener;
import io.millrace.testkit.Probe;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import io.millrace.testkit.Routes;
import java.time.Instant;
import java.time.InstantSource;
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
                                + "not be reported. None of its batch was handled."),
                arguments(of("Pets", ""), "SequenceNumber is '', which is not a number"),
                arguments(of("Pets", "abc"), "SequenceNumber is 'abc', which is not a number"),
                arguments(of("Pets", "1".repeat(41)), "SequenceNumber has 41 digits; 40 are the most"));
    }

    @Test
    void asksNothingOfRecordsThatAreIgnored() {
        DynamodbEvent event = Records.event(
                List.of(of("Books", "101").build(), of("Others", null).build()));

        assertThat(entry(UnknownTable.IGNORE).apply(event).getBatchItemFailures())
                .isEmpty();
        assertThat(probe.calls()).containsExactly("Books 101");
    }

    private static RecordBuilder of(String table, String number) {
        return insert().table(table).sequenceNumber(number).key("id", s("x"));
    }

    private EntryFunction entry(UnknownTable unknown) {
        return new EntryFunction(tables, unknown, DEADLINES);
    }

    private TableFunction table(String name) {
        return new TableFunction(
                name,
                name,
                Routes.dispatcher(Routes.route("r", "*", probe.single(name))),
                DEADLINES,
                DispatchListener.NONE);
    }
}
