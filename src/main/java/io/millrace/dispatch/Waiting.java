package io.millrace.dispatch;

import io.millrace.change.ItemKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records that wait for a step for many, and those that wait behind an earlier record of their item. */
final class Waiting {

    private record Held(Work last, boolean inCall) {}

    private final Map<Step, List<Work>> bySteps = new LinkedHashMap<>();
    private @Nullable Step lastStep;
    private List<Work> lastCall = List.of();
    private final Map<ItemKey, Held> heldItems = new HashMap<>();
    private boolean allHeld;

    /**
     * A record joins the call of an earlier one of its item only when that call is all that the two still need first. One
     * that doesn't tell its item waits for all others, and those behind it wait for it.
     */
    void add(Work work) {
        allHeld |= !work.hasItem();
        if (!allHeld) {
            addToItem(work);
        }
    }

    private void addToItem(Work work) {
        ItemKey item = work.item();
        Held earlier = heldItems.get(item);
        boolean inCall = earlier == null || joins(work, earlier);
        heldItems.put(item, new Held(work, inCall));
        if (inCall) {
            call(work.next()).add(work);
        }
    }

    private List<Work> call(Step step) {
        if (step != lastStep) {
            lastStep = step;
            lastCall = bySteps.computeIfAbsent(step, none -> new ArrayList<>());
        }
        return lastCall;
    }

    private static boolean joins(Work work, Held earlier) {
        return earlier.inCall()
                && earlier.last().isAtLast()
                && work.next() == earlier.last().next();
    }

    /** The calls that can be made, beginning with that of the earliest record. */
    Map<Step, List<Work>> bySteps() {
        return bySteps;
    }
}
