package io.millrace.deadletter;

import static io.millrace.deadletter.Letters.letters;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.QueueUrl;
import io.millrace.deadletter.FaultyQueue.Fault;
import io.millrace.deadletter.FaultyQueue.Refusal;
import io.millrace.dispatch.DeadLetter;
import io.millrace.dispatch.DeadLetterStore;
import io.millrace.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of dead letters that a queue does not take, or says nothing of. */
class SqsFaultTests {

    private final List<Duration> waits = new ArrayList<>();
    private Deadline deadline = Deadline.NONE;
    private FaultyQueue queue;

    @BeforeEach
    void start() throws IOException {
        queue = FaultyQueue.start();
    }

    @AfterEach
    void stop() {
        queue.close();
    }

    @Test
    void sendsAgainWhatWasRefusedForNow() {
        queue.refuse(Map.of(1003, new Refusal(2, false), 1012, new Refusal(1, false)));

        assertThat(keep(letters(15))).isEmpty();

        assertThat(queue.kept()).hasSize(15).doesNotHaveDuplicates();
        assertThat(queue.attempts())
                .containsEntry("1003", 3)
                .containsEntry("1012", 2)
                .containsEntry("1001", 1);
    }

    @Test
    void givesUpWhatIsRefusedForGood() {
        queue.refuse(Map.of(1003, new Refusal(100, true), 1004, new Refusal(100, false)));

        List<DeadLetterStore.Unkept> unkept = keep(letters(15));

        assertThat(numbers(unkept)).containsExactlyInAnyOrder("1003", "1004");
        assertThat(unkept.get(0).cause().getMessage()).contains("refused the message: Code, in the script");
        assertThat(queue.kept()).hasSize(13);
        assertThat(queue.attempts()).containsEntry("1003", 1).containsEntry("1004", 4);
    }

    @Test
    void keepsEachThroughErrorsAndBrokenConnections() {
        queue.fail(call -> Fault.values()[call % 6]);

        assertThat(keep(letters(25))).isEmpty();

        assertThat(Set.copyOf(queue.kept())).hasSize(25);
    }

    @Test
    void trustsNoCallThatFailed() {
        queue.fail(call -> call < 6 ? Fault.ERROR : Fault.NONE);

        List<DeadLetterStore.Unkept> unkept = keep(letters(15));

        assertThat(unkept).hasSize(10);
        assertThat(queue.kept()).hasSize(5).doesNotContainAnyElementsOf(numbers(unkept));
    }

    @ParameterizedTest
    @EnumSource(names = {"NAME_NOTHING", "NAME_OTHERS"})
    void takesWhatTheQueueSaysNothingOfForFailed(Fault fault) {
        queue.fail(call -> fault);

        assertThat(keep(letters(2)))
                .extracting(unkept -> unkept.cause().getMessage())
                .containsOnly("Queue '%s' did not confirm the message: it answered for 0 of 2".formatted(queue.url()))
                .hasSize(2);
        assertThat(queue.calls()).isEqualTo(4);
    }

    @Test
    void sendsAgainWhatTheQueueSaysNothingOf() {
        queue.fail(call -> call == 0 ? Fault.NAME_NOTHING : Fault.NONE);

        assertThat(keep(letters(12))).isEmpty();

        assertThat(queue.kept()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void waitsForNoQueueLongerThanTheInvocationLasts() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        deadline = Deadline.at(Instant.EPOCH.plusMillis(350), now::get);
        queue.fail(call -> {
            now.set(Instant.EPOCH.plusMillis(250)); // until then the call may last
            return Fault.HANG;
        });

        List<DeadLetterStore.Unkept> unkept = keep(letters(25));

        queue.release();
        assertThat(unkept)
                .hasSize(25)
                .extracting(one -> one.cause().getMessage())
                .containsOnly(
                        "Client execution did not complete before the specified timeout configuration: 250 millis",
                        "No time is left for another call");
    }

    @Test
    void callsNoQueueWithoutTime() {
        deadline = Deadline.at(Instant.EPOCH.plusMillis(90), InstantSource.fixed(Instant.EPOCH));

        assertThat(keep(letters(2)))
                .extracting(unkept -> unkept.cause().getMessage())
                .containsExactly("No time is left for another call", "No time is left for another call");
        assertThat(queue.calls()).isZero();
    }

    private List<DeadLetterStore.Unkept> keep(List<DeadLetter> letters) {
        return new SqsDeadLetters(
                        () -> queue.client(), QueueUrl.find(queue.url()).orElseThrow(), Optional.empty(), waits::add)
                .keep(letters, deadline);
    }

    private static List<String> numbers(List<DeadLetterStore.Unkept> unkept) {
        return unkept.stream()
                .map(one -> one.letter().failure().sequenceNumber().text())
                .toList();
    }
}
