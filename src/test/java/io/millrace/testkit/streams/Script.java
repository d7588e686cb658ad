package io.millrace.testkit.streams;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to go wrong, and what has been asked. */
final class Script {

    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();

    synchronized void add(String operation, List<Fault> next) {
        faults.computeIfAbsent(operation, key -> new ArrayDeque<>()).addAll(next);
    }

    /** Notes a call, and takes what is to go wrong with it. */
    synchronized Optional<Fault> next(String operation) {
        calls.merge(operation, 1, Integer::sum);
        return Optional.ofNullable(
                faults.getOrDefault(operation, new ArrayDeque<>()).poll());
    }

    synchronized boolean isOver() {
        return faults.values().stream().allMatch(Deque::isEmpty);
    }

    synchronized int calls(String operation) {
        return calls.getOrDefault(operation, 0);
    }
}
