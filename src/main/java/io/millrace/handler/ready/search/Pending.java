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
 * The changes of one item in one call. The last of them is written, which covers the others. If it is refused, the one before
 * it is written, so that only those fail that must.
 */
final class Pending {

    private static final int TRIES = 5;
    private static final int MOST_CONFLICTS = 20;

    /** More rounds than all conflicts and tries of one change take. */
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

    /** Creates a failed item, which can't have a document. */
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

    /** Returns the change to write. */
    Change<Item> change() {
        return changes.get(last - 1);
    }

    /** Counts a round. The next round must find what was written: an index that drops the version would be written forever. */
    void round() {
        if (open && ++rounds > MOST_ROUNDS) {
            giveUp(new IllegalStateException(
                    "the index does not keep the version field: it has to be in the '_source' of both indexes"));
        }
    }

    void done() {
        open = false;
    }

    /** The change is refused for good: the one before it is written instead. */
    void refuse(Throwable why) {
        cause = why;
        last--;
        rounds = 0;
        open = last > 0;
    }

    /** Fails all changes of the item. */
    void giveUp(Throwable why) {
        cause = why;
        last = 0;
        open = false;
    }

    /** Handles an answer that is not {@link Outcome#DONE}. */
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

    /** Records the first change that failed, if one did. */
    void report(ItemFailures failures) {
        if (last < changes.size()) {
            failures.fail(changes.get(last), Objects.requireNonNull(cause));
        }
    }
}
