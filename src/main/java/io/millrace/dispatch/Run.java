package io.millrace.dispatch;

import java.util.List;
import java.util.Map;

/**
 * Takes the works of one batch through their steps. Steps for single records run in the order of the batch. Records that
 * come to a step for many wait there, and with them all later records of their items; when nothing else can run, the
 * step takes all that wait for it in one call.
 */
final class Run {

    private final Delivery delivery;
    private final Progress progress;
    private final Attempts singles;
    private final BatchAttempts batches;

    Run(Delivery delivery, Progress progress, Attempts singles, BatchAttempts batches) {
        this.delivery = delivery;
        this.progress = progress;
        this.singles = singles;
        this.batches = batches;
    }

    /**
     * @param order runs what is for single records, and nothing behind the limit
     */
    void run(Singles order) {
        order.run(this);
        for (Map<Step, List<Work>> waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
            runBatch(waiting.entrySet().iterator().next());
            order.run(this);
        }
    }

    List<Work> works() {
        return delivery.works();
    }

    /** Whether this work may be started: it is not done, lies before what failed, and there is time. */
    boolean mayStart(Work work) {
        if (work.isDone() || work.isRepeat() || work.index >= progress.limit()) {
            return false;
        }
        return progress.inTime(delivery.deadline(), work);
    }

    /** Takes a record as far as steps for single records go. */
    void runSingles(Work work) {
        while (mayStart(work) && work.next().handler() instanceof RecordHandler handler) {
            if (!singles.single(work, handler)) {
                return;
            }
        }
    }

    /** What waits, by step, beginning with the step of the first record. */
    private Map<Step, List<Work>> waiting() {
        Waiting waiting = new Waiting();
        for (Work work : works().subList(0, progress.limit())) {
            if (!work.isDone() && !work.isRepeat()) {
                waiting.add(work);
            }
        }
        return waiting.bySteps();
    }

    private void runBatch(Map.Entry<Step, List<Work>> waiting) {
        if (mayStart(waiting.getValue().get(0))) {
            Step step = waiting.getKey();
            batches.batch(step, (BatchHandler) step.handler(), waiting.getValue());
        }
    }
}
