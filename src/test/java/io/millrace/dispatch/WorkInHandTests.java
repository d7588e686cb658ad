package io.millrace.dispatch;

import static io.millrace.dispatch.Processes.START;
import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.millrace.handler.RecordHandler;
import io.millrace.testkit.Probe;
import io.millrace.testkit.Records;
import io.millrace.time.Deadline;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What another process handles is waited for. */
@ExtendWith(OutputCaptureExtension.class)
class WorkInHandTests {

    private final Probe probe = new Probe();
    private final Processes processes = new Processes();
    private final SharedStore store = processes.store();

    @Test
    void callsAHandlerOfManyForWhatItHasBeforeItWaitsForTheRest() {
        processes.holdUntil("102@b", START.plusSeconds(3));

        assertThatResult(
                        processes.process(1, probe.many("m")).dispatch(batch("101@a", "102@b", "103@c"), Deadline.NONE))
                .isComplete();

        assertThat(probe.calls()).containsExactly("m 101", "m 102 103");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void asksTogetherForWhatAnotherDeliveryHasInHand(int concurrency) {
        String[] records =
                IntStream.range(0, 100).mapToObj(i -> (1000 + i) + "@" + i).toArray(String[]::new);
        for (String record : records) {
            processes.holdUntil(record, START.plusSeconds(60));
        }
        AtomicInteger asks = new AtomicInteger();
        store.asked = works -> {
            if (asks.incrementAndGet() == 3) {
                store.doAll();
            }
        };

        assertThatResult(processes.process(concurrency, probe.single("s")).dispatch(batch(records), Deadline.NONE))
                .isComplete();

        assertThat(store.calls).containsExactly("claim 100", "claim 100", "claim 100");
        assertThat(probe.calls()).isEmpty();
    }

    @Test
    void letsOtherItemsGoOnWhileItAsks() {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch completed = new CountDownLatch(1);
        String[] records =
                IntStream.range(0, 101).mapToObj(i -> (1000 + i) + "@" + i).toArray(String[]::new);
        store.asked = works -> {
            if (works.size() == 1) { // the last, behind the hundred that are asked for at first
                asking.countDown();
                await(completed);
            }
        };
        store.completed = works -> {
            if (works.contains(new WorkId(Records.TABLE, "r", "h1", Processes.id("1099@99")))) {
                completed.countDown();
            }
        };
        RecordHandler handler = change -> {
            if (change.sequenceNumber().text().equals("1099")) {
                await(asking);
            }
        };

        assertThatResult(processes.process(2, handler).dispatch(batch(records), Deadline.NONE))
                .isComplete();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void waitsForWhatAnotherDeliveryHasInHand() {
        processes.holdUntil("101@a", START.plusSeconds(3));

        BatchResult result = processes.process(1, probe.single("s")).dispatch(batch("101@a"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(probe.calls()).containsExactly("s 101");
        assertThat(processes.now()).isAfter(START.plusSeconds(2)).isBefore(START.plusSeconds(6));
    }

    @Test
    void saysOnceWhoHasAWorkInHandAndUntilWhen(CapturedOutput output) {
        processes.holdUntil("101@a", START.plusSeconds(30));
        processes.holdUntil("102@b", START.plusSeconds(60));

        processes.process(1, probe.single("s")).dispatch(batch("101@a", "102@b"), Deadline.NONE);

        assertThat(output.getOut().lines().filter(line -> line.contains("another handles")))
                .singleElement(STRING)
                .endsWith("Table '%s': record 101 waits for handler 'h1' of route 'r', which another handles until "
                                .formatted(Records.TABLE)
                        + "2026-01-01T00:00:30Z at the latest");
    }

    @Test
    void saysNothingOfADeliveryThatIsSoonOver(CapturedOutput output) {
        processes.holdUntil("101@a", START.plusMillis(500));

        processes.process(1, probe.single("s")).dispatch(batch("101@a"), Deadline.NONE);

        assertThat(output.getOut()).doesNotContain("waits for handler");
    }

    @Test
    void doesNotDelayAStopByWaiting() {
        processes.holdUntil("101@a", START.plusSeconds(900));
        BooleanSupplier stopping = () -> processes.now().isAfter(START.plusSeconds(10));

        BatchResult result = processes
                .process(1, probe.single("s"))
                .dispatch(batch("101@a"), new Deadline(Instant.MAX, Instant.MAX, processes.clock(), stopping, false));

        assertThatResult(result).stoppedAt("101");
        assertThat(processes.now()).isBefore(START.plusMillis(10_201));
    }

    @Test
    void stopsWhenThereIsNoTimeToWait() {
        processes.holdUntil("101@a", START.plusSeconds(60));

        BatchResult result = processes
                .process(1, probe.single("s"))
                .dispatch(batch("101@a", "102@b"), Deadline.at(START.plusSeconds(5), processes.clock()));

        assertThatResult(result)
                .stoppedAt("101")
                .failed("record 101 failed in route 'r', handler 'h1' (attempt 0): "
                        + "io.millrace.dispatch.WorkHeldException");
        assertThat(probe.calls()).isEmpty();
    }
}
