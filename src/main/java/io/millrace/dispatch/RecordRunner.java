package io.millrace.dispatch;

/** Runs the steps for single records of a batch, the records of each item in order. */
interface RecordRunner {

    /** Runs them until each item is done, has failed, or waits for a step for many. */
    void run(Run run, Queues queues);

    /** One after the other, in the order of the batch. */
    RecordRunner IN_TURN = (run, queues) -> {
        while (queues.ready() > 0) {
            for (Work work = queues.take(); work != null; work = queues.take()) {
                run.runSingles(work);
                queues.ran(work);
            }
        }
    };
}
