package io.millrace.routing;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import java.util.Set;

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
    ConditionResult explain(Change<Item> change);

    /** Whether it may be met by a change with this event name; not where it needs an image that such changes don't have. */
    default boolean canBeMet(EventName event) {
        return true;
    }

    /** The images that it reads of a change with this event name; a filter only those without which it can't be met. */
    Set<Image> images(EventName event);
}
