package io.millrace.testkit;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.RecordHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Handlers that write down what they are called with, and fail at the records that are marked to. */
public final class Probe {

    private final List<String> calls = new ArrayList<>();

    /** A handler for single records, which writes its name and the record's number: {@code audit 101}. */
    public RecordHandler single(String name) {
        return change -> {
            calls.add(name + " " + change.sequenceNumber());
            if (Records.fails(change)) {
                throw failure(change);
            }
        };
    }

    /** A handler for many records, which writes its name and their numbers: {@code audit 101 102}. */
    public BatchHandler many(String name) {
        return changes -> {
            calls.add(changes.stream()
                    .map(change -> " " + change.sequenceNumber())
                    .reduce(name, String::concat));
            Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
            changes.stream()
                    .filter(Records::fails)
                    .forEach(change -> failures.put(change.sequenceNumber(), failure(change)));
            return failures;
        };
    }

    /** What was called, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private static IllegalStateException failure(Change<Item> change) {
        return new IllegalStateException("record %s is marked to fail".formatted(change.sequenceNumber()));
    }
}
