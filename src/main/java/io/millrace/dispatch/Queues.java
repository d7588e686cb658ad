package io.millrace.dispatch;

import io.millrace.change.ItemKey;
import io.millrace.handler.BatchHandler;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The works of a batch that are not done, in a queue for each item. The first of a queue is ready for steps for single
 * records, waits for a step for many, or is stuck. Only items of which a record was taken are looked at again: the time grows
 * with the number of works, however many are of one item.
 */
final class Queues {

    private final List<Work> works;
    private final Map<ItemKey, Queue<Work>> byItems = new HashMap<>();
    private final TreeSet<Work> ready = Waiting.inOrder();
    private final Waiting waiting = new Waiting();
    private @Nullable Work alone;
    private int from;

    /**
     * @param works of the batch, in order. What is in it once more is done with the first, and comes after nothing.
     */
    Queues(List<Work> works) {
        this.works = works.stream()
                .filter(work -> !work.isDone() && !work.isRepeat())
                .toList();
    }

    /** How many may be taken through steps for single records now: one of each item at most. */
    int ready() {
        if (from < works.size() && byItems.isEmpty() && (alone == null || alone.isDone())) {
            open();
        }
        return ready.size();
    }

    /** A record whose item is unknown comes after all before it, and before all behind it. */
    private void open() {
        if (!works.get(from).hasItem()) {
            alone = works.get(from++);
            ready.add(alone);
            return;
        }
        while (from < works.size() && works.get(from).hasItem()) {
            Work work = works.get(from++);
            byItems.computeIfAbsent(work.item(), none -> new ArrayDeque<>(1)).add(work);
        }
        byItems.values().forEach(queue -> ready.add(queue.element()));
    }

    /** Takes the earliest that is ready; {@code null} where none is. */
    @Nullable
    Work take() {
        return ready.pollFirst();
    }

    /** Takes back what has gone as far as steps for single records take it. */
    void ran(Work work) {
        queueOfFirst(work).ifPresent(queue -> {
            if (work.isDone()) {
                goOn(queue);
            } else if (work.next().handler() instanceof BatchHandler) {
                join(queue);
            }
        });
    }

    /** What waits for a step for many, the same for all, with the earliest that waits. Whoever takes some removes them. */
    Optional<TreeSet<Work>> waiting() {
        return waiting.withEarliest();
    }

    /** Takes back what was in a call for many, or needed none. */
    void called(List<Work> taken) {
        taken.forEach(work -> queueOfFirst(work).ifPresent(this::goOn));
    }

    private Optional<Queue<Work>> queueOfFirst(Work work) {
        return work.hasItem()
                ? Optional.ofNullable(byItems.get(work.item())).filter(queue -> queue.peek() == work)
                : Optional.empty();
    }

    private void goOn(Queue<Work> queue) {
        Work last = queue.element();
        while (!queue.isEmpty() && queue.element().isDone()) {
            last = queue.remove();
        }
        if (queue.isEmpty()) {
            byItems.remove(last.item());
        } else if (!waiting.contains(queue.element())) {
            ready.add(queue.element());
        }
    }

    /** A record joins the call of an earlier one of its item only when that call is all that the two still need first. */
    private void join(Queue<Work> queue) {
        Step step = queue.element().next();
        for (Work work : queue) {
            if (work.isDone()) {
                continue;
            }
            if (work.next() != step) {
                return;
            }
            waiting.add(work);
            if (!work.isAtLast()) {
                return;
            }
        }
    }
}
