package io.millrace.handler;

import io.millrace.change.Change;
import io.millrace.change.Item;

/** Handles one change at a time. */
@FunctionalInterface
public non-sealed interface RecordHandler extends Handler {

    /** Handles a change. Returning means done; after an exception, the change comes again. The same change may come twice. */
    void handle(Change<Item> change) throws Exception;
}
