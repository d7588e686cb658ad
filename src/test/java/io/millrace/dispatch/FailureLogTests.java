package io.millrace.dispatch;

import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.handler.RecordHandler;
import io.millrace.routing.Route;
import io.millrace.testkit.Routes;
import io.millrace.time.Deadline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a record that comes again and again writes. */
@ExtendWith(OutputCaptureExtension.class)
class FailureLogTests {

    private static final Deadline COMES_AGAIN =
            new Deadline(Instant.MAX, Instant.MAX, InstantSource.fixed(Instant.EPOCH), () -> false, true);

    private RuntimeException thrown = new IllegalStateException("the shop is closed");
    private final Dispatcher dispatcher = Routes.dispatcher(route("r", "*", (RecordHandler) change -> {
        throw thrown;
    }));

    @Test
    void tellsTheStackOnceAndThenALineAtGrowingIntervals(CapturedOutput output) {
        deliver(1_000);

        assertThat(stacks(output)).isEqualTo(1);
        assertThat(lines(output))
                .allMatch(
                        line -> line.endsWith(
                                " times in the same way since 1970-01-01T00:00:00Z: java.lang.IllegalStateException: the shop is closed"))
                .allMatch(line -> line.contains(
                        "Table 'Products': INSERT record 101 failed in route 'r', handler 'h1' (attempt 1), "))
                .extracting(line -> line.replaceAll(".*, (\\d+) times.*", "$1"))
                .containsExactly("2", "4", "8", "16", "32", "64", "128", "256", "512", "768");
    }

    @Test
    void tellsTheStackAgainWhenTheReasonChanges(CapturedOutput output) {
        deliver(3);
        thrown = new IllegalStateException("the shop has burnt down");
        deliver(3);
        thrown = new IllegalStateException("the shop has burnt down", new IllegalArgumentException("by lightning"));
        deliver(3);

        assertThat(stacks(output)).isEqualTo(3);
    }

    @Test
    void tellsStatusesApartAndTakesNumbersOfRequestsForNoReason(CapturedOutput output) {
        for (int status : List.of(503, 404)) {
            for (int i = 0; i < 5; i++) {
                thrown = new IllegalStateException("answered %d (Request ID: %s)".formatted(status, UUID.randomUUID()));
                deliver(1);
            }
        }

        assertThat(stacks(output)).isEqualTo(2);
    }

    @Test
    void tellsAllOfWhatPeopleHandInAgain(CapturedOutput output) {
        for (int i = 0; i < 3; i++) {
            dispatcher.dispatch(batch("101@a"), Deadline.NONE);
        }

        assertThat(stacks(output)).isEqualTo(3);
    }

    @Test
    void tellsTheStackForEachRecord(CapturedOutput output) {
        dispatcher.dispatch(batch("101@a"), COMES_AGAIN);
        dispatcher.dispatch(batch("102@a"), COMES_AGAIN);
        dispatcher.dispatch(batch("101@b"), COMES_AGAIN);

        assertThat(stacks(output)).isEqualTo(3);
    }

    @Test
    void tellsTheStackAgainOnceTheRecordWasDone(CapturedOutput output) {
        boolean[] closed = {true};
        Dispatcher shop = Routes.dispatcher(route("r", "*", (RecordHandler) change -> {
            if (closed[0]) {
                throw thrown;
            }
        }));

        for (boolean now : List.of(true, true, false, true)) {
            closed[0] = now;
            shop.dispatch(batch("101@a"), COMES_AGAIN);
        }

        assertThat(stacks(output)).isEqualTo(2);
    }

    @Test
    void tellsOnceThatARecordCannotBeKept(CapturedOutput output) {
        Stores stores = new Stores(
                (letters, deadline) -> {
                    throw new IllegalStateException("the queue is away");
                },
                Stores.NONE.idempotency());
        RecordHandler handler = change -> {
            throw thrown;
        };
        FailurePolicy policy = new FailurePolicy(
                FailurePolicy.Retry.NONE, FailurePolicy.OnFailure.DEAD_LETTER, FailurePolicy.Remember.IN_PROCESS);
        Route<List<Step>> route = route("r", "*", handler).to(List.of(new Step("r", "h1", handler, policy)));
        Dispatcher keeping = Routes.dispatcher(Dispatcher.Policy.DEFAULT, stores, List.of(route));

        IntStream.range(0, 100).forEach(delivery -> keeping.dispatch(batch("101@a"), COMES_AGAIN));

        assertThat(output.getAll().split("can't be kept as a dead letter")).hasSize(2);
        assertThat(thrown.getSuppressed().length).isLessThanOrEqualTo(10);
    }

    private void deliver(int times) {
        IntStream.range(0, times).forEach(delivery -> dispatcher.dispatch(batch("101@a"), COMES_AGAIN));
    }

    private static int stacks(CapturedOutput output) {
        return output.getAll().split("\\(attempt 1\\)\\R").length - 1;
    }

    private static List<String> lines(CapturedOutput output) {
        return Stream.of(output.getAll().split("\\R"))
                .filter(line -> line.contains("in the same way"))
                .toList();
    }
}
