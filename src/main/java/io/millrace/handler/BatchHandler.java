package io.millrace.handler;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import java.util.List;
import java.util.Map;

/** Handles many changes at once. */
@FunctionalInterface
public non-sealed interface BatchHandler extends Handler {

    /**
     * Handles changes in their order.
     *
     * @return the changes that failed, and why; empty when all are done. Throwing means that none is done.
     */
    Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) throws Exception;
}
