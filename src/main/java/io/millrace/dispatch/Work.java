package io.millrace.dispatch;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one record still has to go through. */
final class Work {

    final int index;
    final Change<Item> change;
    private final List<Step> steps;
    private int done;
    private @Nullable ItemKey item;

    /**
     * @param index the record's place in the batch
     * @param steps in the order in which they are to run
     */
    Work(int index, Change<Item> change, List<Step> steps) {
        this.index = index;
        this.change = change;
        this.steps = steps;
    }

    ItemKey item() {
        ItemKey known = item == null ? change.itemKey() : item;
        item = known;
        return known;
    }

    boolean isDone() {
        return done == steps.size();
    }

    Step next() {
        return steps.get(done);
    }

    void advance() {
        done++;
    }

    boolean isAtLast() {
        return done == steps.size() - 1;
    }

    List<Step> steps() {
        return steps;
    }

    int stepsDone() {
        return done;
    }
}
