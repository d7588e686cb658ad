package io.millrace.testkit;

import io.millrace.change.EventName;
import io.millrace.dispatch.Dispatcher;
import io.millrace.dispatch.FailurePolicy;
import io.millrace.dispatch.Step;
import io.millrace.dispatch.Stores;
import io.millrace.handler.Handler;
import io.millrace.routing.KeyPattern;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.table.KeySchema;
import io.millrace.time.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

/** Routes over the key {@code id} of {@link Records#batch}, and their dispatcher. */
public final class Routes {

    private static final Time TIME = new Time(InstantSource.fixed(Instant.EPOCH), wait -> {});

    private Routes() {}

    /** A route for keys that match the pattern; its handlers are named {@code h1}, {@code h2}, and so on. */
    public static Route<List<Step>> route(String name, String pattern, Handler... handlers) {
        List<Step> steps = IntStream.range(0, handlers.length)
                .mapToObj(index -> new Step(name, "h" + (index + 1), handlers[index], FailurePolicy.DEFAULT))
                .toList();
        return new Route<>(name, EnumSet.allOf(EventName.class), List.of(KeyPattern.parse(pattern)), List.of(), steps);
    }

    /** A dispatcher that passes over changes that match no route. */
    @SafeVarargs
    public static Dispatcher dispatcher(Route<List<Step>>... routes) {
        return dispatcher(RouteTable.Unmatched.IGNORE, List.of(routes));
    }

    public static Dispatcher dispatcher(RouteTable.Unmatched unmatched, List<Route<List<Step>>> routes) {
        return dispatcher(unmatched, routes, 1);
    }

    /** A dispatcher that works on several items side by side. */
    public static Dispatcher dispatcher(
            RouteTable.Unmatched unmatched, List<Route<List<Step>>> routes, int concurrency) {
        return dispatcher(
                new Dispatcher.Policy(unmatched, FailurePolicy.OnFailure.STOP, concurrency), Stores.NONE, routes);
    }

    public static Dispatcher dispatcher(Dispatcher.Policy policy, Stores stores, List<Route<List<Step>>> routes) {
        return new Dispatcher(
                Records.TABLE, new RouteTable<>(KeySchema.named("id", null), routes), policy, stores, TIME);
    }
}
