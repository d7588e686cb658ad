package io.millrace.source;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Streams of a real database that fail when told to, as it can't be made to by itself. */
final class FaultyStreams {

    private final DynamoDbStreamsClient real;
    private final Deque<Supplier<RuntimeException>> faults = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();

    FaultyStreams(DynamoDbStreamsClient real) {
        this.real = real;
    }

    /** The next GetRecords fail like this, one after the other. */
    @SafeVarargs
    final synchronized void fail(Supplier<RuntimeException>... next) {
        faults.addAll(List.of(next));
    }

    synchronized boolean hasFailed() {
        return faults.isEmpty();
    }

    synchronized long count(String operation) {
        return calls.stream().filter(operation::equals).count();
    }

    DynamoDbStreamsClient client() {
        return (DynamoDbStreamsClient) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DynamoDbStreamsClient.class},
                (proxy, method, arguments) -> {
                    note(method.getName());
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private synchronized void note(String operation) {
        calls.add(operation);
        if (operation.equals("getRecords") && !faults.isEmpty()) {
            throw faults.remove().get();
        }
    }
}
