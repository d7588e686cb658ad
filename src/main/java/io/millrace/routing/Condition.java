package io.millrace.routing;

import io.millrace.change.Change;
import io.millrace.change.Item;

/** What a route wants of a change besides its key and its event name. Any thread may call. */
public interface Condition {

    /**
     * Whether a change is wanted.
     *
     * @throws RuntimeException if that can't be told; then the change is neither wanted nor unwanted, but has failed
     */
    boolean isMet(Change<Item> change);

    /**
     * The same for people: what is wanted, and what the change is.
     *
     * @throws RuntimeException as for {@link #isMet}
     */
    Verdict explain(Change<Item> change);
}
