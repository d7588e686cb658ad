package io.millrace.dispatch;

import java.util.List;

/** A batch that has ended. What is remembered of it depends on what of it is delivered again. */
public final class Ended {

    private final CompletedWork completed;
    private final List<Work> works;
    private final int limit;
    private final BatchResult result;

    /**
     * @param limit index of the record where it stopped; its size if it did not
     */
    Ended(CompletedWork completed, List<Work> works, int limit, BatchResult result) {
        this.completed = completed;
        this.works = works;
        this.limit = limit;
        this.result = result;
    }

    public BatchResult result() {
        return result;
    }

    /** Records what is delivered again: of that, what is done now is not done twice. */
    public void comesAgain(ComesAgain again) {
        completed.note(works, again.from(limit, works.size()));
    }

    /** Which records of a batch are delivered again. */
    public enum ComesAgain {
        /** The record where it stopped, and all behind it. */
        FROM_STOP,
        /** All, if the batch stopped. */
        WHOLE,
        /** All, because another batch of the same event stopped. */
        WITH_EVENT;

        /** The first place; the size if nothing is delivered again. */
        int from(int limit, int size) {
            return this == WITH_EVENT || this == WHOLE && limit < size ? 0 : limit;
        }
    }
}
