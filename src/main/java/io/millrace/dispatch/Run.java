package io.millrace.dispatch;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import java.util.List;
import java.util.Map;

/**
 * Takes the works of one batch through their steps. Steps for single records run in the order of the batch. Records that
 * come to a step for many wait there, and with them all later records of their items; when nothing else can run, the
 * step takes all that wait for it in one call.
 */
final class Run {

    private final List<Work> works;
    private final Progress progress;

    Run(List<Work> works, Progress progress) {
        this.works = works;
        this.progress = progress;
    }

    void run() {
        Map<Step, List<Work>> waiting = runSingles();
        while (!waiting.isEmpty()) {
            runBatch(waiting.entrySet().iterator().next());
            waiting = runSingles();
        }
    }

    /** Runs what is for single records, and returns what waits, by step, beginning with the step of the first record. */
    private Map<Step, List<Work>> runSingles() {
        Waiting waiting = new Waiting();
        for (int index = 0; index < Math.min(progress.limit(), works.size()); index++) {
            Work work = works.get(index);
            if (!work.isDone() && !waiting.holds(work)) {
                runSingles(work);
            }
            if (!work.isDone() && index < progress.limit()) {
                waiting.add(work);
            }
        }
        return waiting.bySteps();
    }

    private void runSingles(Work work) {
        while (!work.isDone() && work.next().handler() instanceof RecordHandler handler) {
            try {
                handler.handle(work.change);
            } catch (Throwable e) {
                failed(work, work.next(), e);
                return;
            }
            work.advance();
        }
    }

    private void runBatch(Map.Entry<Step, List<Work>> waiting) {
        Step step = waiting.getKey();
        List<Work> called = waiting.getValue();
        try {
            noteFailures(step, called, call((BatchHandler) step.handler(), called));
        } catch (Throwable e) {
            failed(called.get(0), step, e);
        }
    }

    private static Map<SequenceNumber, Throwable> call(BatchHandler handler, List<Work> called) throws Exception {
        List<Change<Item>> changes = called.stream().map(work -> work.change).toList();
        return handler.handle(changes);
    }

    private void noteFailures(Step step, List<Work> called, Map<SequenceNumber, Throwable> failures) {
        requireKnown(called, failures);
        for (Work work : called) {
            Throwable failure = failures.get(work.change.sequenceNumber());
            if (failure == null) {
                work.advance();
            } else {
                failed(work, step, failure);
            }
        }
    }

    /** As Lambda does, takes a report that names a record of no such number for a failure of all. */
    private static void requireKnown(List<Work> called, Map<SequenceNumber, Throwable> failures) {
        long known = called.stream()
                .filter(work -> failures.containsKey(work.change.sequenceNumber()))
                .count();
        if (known < failures.size()) {
            throw new IllegalStateException(
                    "The handler reported %s as failed, but not all of these are records of its call"
                            .formatted(failures.keySet()),
                    failures.values().iterator().next());
        }
    }

    /** No failure is dropped, whatever was thrown; only a broken virtual machine is not for us to judge. */
    private void failed(Work work, Step step, Throwable cause) {
        if (cause instanceof VirtualMachineError broken) {
            throw broken;
        }
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        progress.failed(work.index, step, cause);
    }
}
