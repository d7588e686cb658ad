package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.handler.Handler;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.testkit.Routes;
import java.util.List;

/** Dispatchers of handlers that throw. */
final class Throwing {

    private Throwing() {}

    static Dispatcher skipping(int concurrency, Handler handler) {
        return failing(Stores.NONE, FailurePolicy.OnFailure.SKIP, concurrency, handler);
    }

    static Dispatcher failing(Stores stores, FailurePolicy.OnFailure onFailure, int concurrency, Handler handler) {
        FailurePolicy policy =
                new FailurePolicy(FailurePolicy.Retry.NONE, onFailure, FailurePolicy.Remember.IN_PROCESS);
        Route<List<Step>> route = route("r", "*", handler);
        return Routes.dispatcher(
                new Dispatcher.Policy(RouteTable.Unmatched.IGNORE, onFailure, concurrency),
                stores,
                List.of(route.to(List.of(new Step("r", "h1", handler, policy)))));
    }

    static void assertStopped(BatchResult result, Throwable thrown) {
        assertThatResult(result).stoppedAt("101");
        assertThat(result.failures()).extracting(Failure::cause).containsExactly(thrown);
    }

    @SuppressWarnings("unchecked")
    static <R, T extends Throwable> R sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
