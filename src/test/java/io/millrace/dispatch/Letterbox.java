package io.millrace.dispatch;

import io.millrace.handler.Handler;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.testkit.Routes;
import java.util.ArrayList;
import java.util.List;

/** Keeps dead letters, or not, for dispatchers of one route. */
final class Letterbox {

    private final List<DeadLetter> kept = new ArrayList<>();

    private DeadLetterStore store = (letters, deadline) -> {
        kept.addAll(letters);
        return List.of();
    };

    List<DeadLetter> kept() {
        return kept;
    }

    /** From now on. */
    void keepBy(DeadLetterStore other) {
        store = other;
    }

    Stores stores() {
        return new Stores((letters, deadline) -> store.keep(letters, deadline), Stores.NONE.idempotency());
    }

    Dispatcher dispatcher(int concurrency, Handler... handlers) {
        return dispatcher(FailurePolicy.OnFailure.DEAD_LETTER, concurrency, handlers);
    }

    Dispatcher dispatcher(FailurePolicy.OnFailure onFailure, int concurrency, Handler... handlers) {
        return Routes.dispatcher(
                new Dispatcher.Policy(RouteTable.Unmatched.IGNORE, onFailure, concurrency),
                stores(),
                List.of(route(onFailure, handlers)));
    }

    static Route<List<Step>> route(FailurePolicy.OnFailure onFailure, Handler... handlers) {
        Route<List<Step>> route = Routes.route("r", "*", handlers);
        FailurePolicy policy =
                new FailurePolicy(FailurePolicy.Retry.NONE, onFailure, FailurePolicy.Remember.IN_PROCESS);
        return route.to(route.target().stream()
                .map(step -> new Step(step.route(), step.name(), step.handler(), policy))
                .toList());
    }
}
