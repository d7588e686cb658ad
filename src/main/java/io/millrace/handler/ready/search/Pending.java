package io.millrace.handler.ready.search;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.ItemFailures;
import io.millrace.handler.ready.search.Answer.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one item in one call. The last of them is written, and the others with it. If it is refused, the one before
 * is, so that just those fail that have to.
 */
final class Pending {

    private static final int TRIES = 5;
    private static final int MOST_CONFLICTS = 20;

    /** More than all conflicts and tries of one change come to. */
    private static final int MOST_ROUNDS = 50;

    private final List<Change<Item>> changes = new ArrayList<>();
    private final String id;
    private int last;
    private int conflicts;
    private int tries;
    private int rounds;
    private boolean open = true;
    private @Nullable Throwable cause;

    Pending(String id) {
        this.id = id;
    }

    /** An item that there can be no document of. */
    static Pending failed(Throwable cause) {
        Pending failed = new Pending("");
        failed.giveUp(cause);
        return failed;
    }

    void add(Change<Item> change) {
        changes.add(change);
        last = open ? changes.size() : 0;
    }

    String id() {
        return id;
    }

    boolean isOpen() {
        return open;
    }

    /** What is to be written. */
    Change<Item> change() {
        return changes.get(last - 1);
    }

    /** Counts a round. What is written has to be found in the next: an index that drops it would be written for ever. */
    void round() {
        if (open && ++rounds > MOST_ROUNDS) {
            giveUp(new IllegalStateException(
                    "the index does not keep the version field: it has to be in the '_source' of both indexes"));
        }
    }

    void done() {
        open = false;
    }

    /** It never will be taken: the change before it is to be written. */
    void refuse(Throwable why) {
        cause = why;
        last--;
        rounds = 0;
        open = last > 0;
    }

    /** Nothing of the item may be done. */
    void giveUp(Throwable why) {
        cause = why;
        last = 0;
        open = false;
    }

    /** Takes an answer that is not {@link Outcome#DONE}. */
    void take(Answer answer) {
        Throwable why = Objects.requireNonNull(answer.cause());
        switch (answer.outcome()) {
            case REFUSED -> refuse(why);
            case CONFLICT -> giveUpAt(++conflicts == MOST_CONFLICTS, why);
            case LATER -> giveUpAt(++tries == TRIES, why);
            default -> giveUp(why);
        }
    }

    private void giveUpAt(boolean limit, Throwable why) {
        if (limit) {
            giveUp(why);
        }
    }

    /** Adds the first change that failed, if one did. */
    void report(ItemFailures failures) {
        if (last < changes.size()) {
            failures.fail(changes.get(last), Objects.requireNonNull(cause));
        }
    }
}
