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
 * The open works of a batch, in a queue for each item. The first of a queue is ready for a step for single records, waits for
 * a step for many, or is blocked. Only items whose records were taken are examined again, so that the time grows linearly with
 * the number of works, however many belong to one item.
 */
final class Queues {

    private final List<Work> works;
    private final Map<ItemKey, Queue<Work>> byItems = new HashMap<>();
    private final TreeSet<Work> ready = Waiting.inOrder();
    private final Waiting waiting = new Waiting();
    private @Nullable Work alone;
    private int from;

    /**
     * @param works of the batch, in order; repeated records are completed with the first and not queued
     */
    Queues(List<Work> works) {
        this.works = works.stream()
                .filter(work -> !work.isDone() && !work.isRepeat())
                .toList();
    }

    /** Returns how many works are ready for steps for single records: at most one of each item. */
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

    /** Takes the earliest ready work; {@code null} if none is ready. */
    @Nullable
    Work take() {
        return ready.pollFirst();
    }

    /** Takes back a work after its steps for single records. */
    void ran(Work work) {
        queueOfFirst(work).ifPresent(queue -> {
            if (work.isDone()) {
                goOn(queue);
            } else if (work.next().handler() instanceof BatchHandler) {
                join(queue);
            }
        });
    }

    /** Returns the works that wait for the same step for many as the earliest waiting one. The caller removes those it takes. */
    Optional<TreeSet<Work>> waiting() {
        return waiting.withEarliest();
    }

    /** Takes back works after a call for many. */
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

    /** A record joins the call of earlier ones of its item only if that call is the last step of those and the next of this. */
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
