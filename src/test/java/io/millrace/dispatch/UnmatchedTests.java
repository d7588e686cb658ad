package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Routes.dispatcher;
import static io.millrace.testkit.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.routing.RouteTable;
import io.millrace.testkit.Probe;
import io.millrace.time.Deadline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnmatchedTests {

    private final Probe probe = new Probe();

    @ParameterizedTest
    @EnumSource(
            value = RouteTable.Unmatched.class,
            names = {"IGNORE", "LOG"})
    void isDone(RouteTable.Unmatched unmatched) {
        BatchResult result = dispatch(unmatched);

        assertThatResult(result).isComplete();
        assertThat(result.unmatched()).isEqualTo(1);
        assertThat(probe.calls()).containsExactly("a 101", "a 103");
    }

    @Test
    void failsWhereTheTableSaysSo() {
        BatchResult result = dispatch(RouteTable.Unmatched.FAIL);

        assertThatResult(result)
                .stoppedAt("102")
                .failed("record 102 failed before any route (attempt 1): "
                        + "io.millrace.dispatch.UnmatchedRecordException");
        assertThat(result.failures().get(0).cause())
                .hasMessage("Products INSERT 102 matches no route, and its table says 'unmatched: fail'");
        assertThat(result.unmatched()).isZero();
        assertThat(probe.calls()).containsExactly("a 101");
    }

    private BatchResult dispatch(RouteTable.Unmatched unmatched) {
        return dispatcher(unmatched, List.of(route("r", "x", probe.single("a"))))
                .dispatch(batch("101@x", "102@y", "103@x"), Deadline.NONE);
    }
}
