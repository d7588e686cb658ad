package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.routing.Condition;
import io.millrace.routing.Route;
import io.millrace.testkit.Probe;
import io.millrace.testkit.Routes;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionsTests {

    private final Probe probe = new Probe();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final DeadLetterStore store = (some, deadline) -> {
        letters.addAll(some);
        return List.of();
    };

    /** Wants some sequence numbers, and can't tell of others. */
    private record Wanted(Set<String> numbers, Set<String> undecided) implements Condition {

        @Override
        public boolean isMet(Change<Item> change) {
            if (undecided.contains(change.sequenceNumber().text())) {
                throw new IllegalStateException("no idea");
            }
            return numbers.contains(change.sequenceNumber().text());
        }

        @Override
        public Condition.Result explain(Change<Item> change) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<Image> images(EventName event) {
            return Set.of();
        }
    }

    @Test
    void handlesOnlyWhatMeetsAllConditions() {
        Condition first = new Wanted(Set.of("101", "102"), Set.of());
        Condition second = new Wanted(Set.of("102", "103"), Set.of());

        BatchResult result = dispatch(FailurePolicy.OnFailure.STOP, first, second);

        assertThat(result.complete()).isTrue();
        assertThat(result.unmatched()).isEqualTo(2);
        assertThat(probe.calls()).containsExactly("s 102");
    }

    @Test
    void stopsWhereAConditionCantTell() {
        BatchResult result = dispatch(FailurePolicy.OnFailure.STOP, new Wanted(Set.of("101", "103"), Set.of("102")));

        assertThatResult(result)
                .stoppedAt("102")
                .failed("record 102 failed in route 'r', before its handlers (attempt 1): "
                        + "io.millrace.dispatch.UndecidedException");
        assertThat(probe.calls()).containsExactly("s 101");
    }

    @Test
    void keepsWhatCantBeToldAsADeadLetterOfTheRoute() {
        BatchResult result =
                dispatch(FailurePolicy.OnFailure.DEAD_LETTER, new Wanted(Set.of("101", "103"), Set.of("102")));

        assertThat(result.complete()).isTrue();
        assertThat(probe.calls()).containsExactly("s 101", "s 103");
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.failure().route()).isEqualTo("r");
            assertThat(letter.failure().cause()).hasMessage("its conditions can't tell: no idea");
        });
    }

    @Test
    void keepsWhatCantBeToldOnceThoughItComesAgainWithWhatStops() {
        FailurePolicy keep = new FailurePolicy(
                FailurePolicy.Retry.NONE, FailurePolicy.OnFailure.DEAD_LETTER, FailurePolicy.Remember.IN_PROCESS);
        Route<List<Step>> undecided =
                route(new Step("r", "h1", probe.single("s"), keep), new Wanted(Set.of(), Set.of("102")));
        Dispatcher dispatcher = Routes.dispatcher(
                Dispatcher.Policy.DEFAULT,
                new Stores(store, Stores.NONE.idempotency()),
                List.of(undecided, Routes.route("all", "*", probe.single("a"))));

        for (int delivery = 0; delivery < 3; delivery++) {
            dispatcher.dispatch(batch("102@b!", "103@c"), Deadline.NONE);
        }

        assertThat(letters).hasSize(1);
        assertThat(probe.calls()).containsExactly("a 102", "a 102", "a 102");
    }

    private BatchResult dispatch(FailurePolicy.OnFailure onFailure, Condition... conditions) {
        FailurePolicy policy =
                new FailurePolicy(FailurePolicy.Retry.NONE, onFailure, FailurePolicy.Remember.IN_PROCESS);
        Route<List<Step>> route = route(new Step("r", "h1", probe.single("s"), policy), conditions);
        Stores stores = new Stores(store, Stores.NONE.idempotency());
        return Routes.dispatcher(Dispatcher.Policy.DEFAULT, stores, List.of(route))
                .dispatch(batch("101@a", "102@b", "103@c"), Deadline.NONE);
    }

    private static Route<List<Step>> route(Step step, Condition... conditions) {
        return new Route<>(
                "r", EnumSet.allOf(EventName.class), List.of(), List.of(), List.of(conditions), List.of(step));
    }
}
