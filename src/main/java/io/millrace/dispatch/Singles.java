package io.millrace.dispatch;

/** A way to run the steps for single records of a batch: each item's records in order. */
interface Singles {

    /** Runs them until each item is done, has failed, or waits for a step for many. */
    void run(Run run);

    /** One after the other, in the order of the batch. */
    Singles IN_TURN = run -> {
        HeldItems held = new HeldItems();
        for (Work work : run.works()) {
            if (!work.isDone() && !held.hold(work)) {
                run.runSingles(work);
            }
            if (!work.isDone()) {
                held.add(work);
            }
        }
    };
}
