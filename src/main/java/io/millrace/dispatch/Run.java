package io.millrace.dispatch;

import io.millrace.handler.BatchHandler;
import io.millrace.handler.RecordHandler;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Runs the steps of the works of one batch. Steps for single records run in the order of the batch. Records whose next step is
 * for many wait, and later records of their items with them; when nothing else can run, the step takes all that wait for it in
 * one call.
 */
final class Run {

    private final Batch delivery;
    private final Progress progress;
    private final Attempts attempts;
    private final BatchAttempts batches;

    Run(Batch delivery, Progress progress, Attempts attempts, BatchAttempts batches) {
        this.delivery = delivery;
        this.progress = progress;
        this.attempts = attempts;
        this.batches = batches;
    }

    /**
     * @param order runs the steps for single records, up to the limit
     */
    void run(RecordRunner order) {
        Queues queues = new Queues(delivery.works());
        order.run(this, queues);
        for (Optional<TreeSet<Work>> waiting = queues.waiting();
                waiting.isPresent() && mayStart(waiting.get().first());
                waiting = queues.waiting()) {
            queues.called(runBatch(waiting.get()));
            order.run(this, queues);
        }
    }

    /** Whether this work may be started: it is not done, comes before what failed, and there is time. */
    boolean mayStart(Work work) {
        if (work.isDone() || work.index >= progress.limit()) {
            return false;
        }
        return progress.inTime(delivery.deadline(), work);
    }

    /** Runs the steps for single records of a work. */
    void runSingles(Work work) {
        while (mayStart(work) && work.next().handler() instanceof RecordHandler handler) {
            if (!attempts.single(work, handler)) {
                return;
            }
        }
    }

    private List<Work> runBatch(TreeSet<Work> waiting) {
        Step step = waiting.first().next();
        return batches.batch(step, (BatchHandler) step.handler(), waiting);
    }
}
