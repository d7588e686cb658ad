package io.millrace.dispatch;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Records.insert;
import static io.millrace.testkit.Records.record;
import static io.millrace.testkit.Routes.dispatcher;
import static io.millrace.testkit.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.MalformedRecordException;
import io.millrace.testkit.Probe;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedRecordTests {

    private final Probe probe = new Probe();
    private final Dispatcher dispatcher = dispatcher(route("r", "*", probe.single("a"), probe.many("m")));

    @ParameterizedTest
    @MethodSource("malformed")
    void stopsTheBatchThereAndKeepsWhatIsDoneBefore(DynamodbStreamRecord malformed) {
        BatchResult result = dispatcher.dispatch(around(malformed), Deadline.NONE);

        assertThatResult(result)
                .stoppedAt("102")
                .failed("record 102 failed before any route (attempt 1): "
                        + "io.millrace.change.MalformedRecordException");
        assertThat(probe.calls()).containsExactly("a 101", "m 101");
    }

    static Stream<DynamodbStreamRecord> malformed() {
        return Stream.of(
                record("UPSERT").sequenceNumber("102").key("id", s("x")).build(),
                record(null).sequenceNumber("102").key("id", s("x")).build(),
                insert().sequenceNumber("102").build(),
                insert().sequenceNumber("102").key("other", s("x")).build());
    }

    @Test
    void stopsAtAnEarlierFailureIfThereIsOne() {
        List<DynamodbStreamRecord> batch = new ArrayList<>(batch("101!"));
        batch.add(insert().sequenceNumber("102").build());

        assertThatResult(dispatcher.dispatch(batch, Deadline.NONE)).stoppedAt("101");
    }

    @Test
    void handlesNothingOfABatchWithARecordThatCouldNotBeReported() {
        DynamodbStreamRecord nameless =
                insert().eventId("e-1").sequenceNumber(null).key("id", s("x")).build();

        assertThatThrownBy(() -> dispatcher.dispatch(around(nameless), Deadline.NONE))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage(
                        "The record with eventID 'e-1' has no dynamodb.SequenceNumber, so a failure of it could not "
                                + "be reported. None of its batch is handled.");
        assertThat(probe.calls()).isEmpty();
    }

    @Test
    void handlesNothingOfABatchWithASequenceNumberThatIsNone() {
        DynamodbStreamRecord odd =
                insert().sequenceNumber("1O2").key("id", s("x")).build();

        assertThatThrownBy(() -> dispatcher.dispatch(around(odd), Deadline.NONE))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("SequenceNumber is '1O2', which is not a number");
        assertThat(probe.calls()).isEmpty();
    }

    private static List<DynamodbStreamRecord> around(DynamodbStreamRecord record) {
        return Stream.of(batch("101"), List.of(record), batch("103"))
                .flatMap(List::stream)
                .toList();
    }
}
