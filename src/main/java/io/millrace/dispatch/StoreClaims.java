package io.millrace.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one delivery holds in the {@link IdempotencyStore}. Works are claimed some way ahead, so that a batch takes few
 * calls, and what was not done in the end is given back. Any thread may call.
 */
final class StoreClaims {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final int AHEAD = 100;
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(15);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private enum State {
        CLAIMED,
        DONE,
        HELD
    }

    private final Delivery delivery;
    private final IdempotencyStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<WorkId, State> states = new HashMap<>();
    private final List<WorkId> unrecorded = new ArrayList<>();
    private final Completions completions = new Completions(this::record);
    private @Nullable Lease lease;

    StoreClaims(Delivery delivery, IdempotencyStore store) {
        this.delivery = delivery;
        this.store = store;
    }

    /**
     * Whether the work was done in an earlier delivery. If not it is claimed now; where another delivery has it in hand,
     * waits for that.
     *
     * @throws WorkHeldException if another delivery has it in hand for longer than there is time to wait
     */
    boolean isDone(Step step, Work work) throws InterruptedException {
        WorkId id = work.id(step, delivery.table());
        State state = state(id, work.index);
        Duration wait = SHORTEST_WAIT;
        while (state == State.HELD) {
            if (!delivery.deadline().allows(wait)) {
                throw new WorkHeldException(id);
            }
            delivery.time().sleeper().sleep(wait);
            wait = longer(wait);
            state = claimed(List.of(id), id);
        }
        return state == State.DONE;
    }

    private State state(WorkId id, int index) {
        lock.lock();
        try {
            State known = states.get(id);
            return known == null ? claimed(from(index), id) : known;
        } finally {
            lock.unlock();
        }
    }

    private State claimed(List<WorkId> ids, WorkId wanted) {
        IdempotencyStore.Answer answer = store.claim(ids, lease());
        lock.lock();
        try {
            ids.forEach(id -> states.put(id, state(id, answer)));
            return states.getOrDefault(wanted, State.HELD);
        } finally {
            lock.unlock();
        }
    }

    private static State state(WorkId id, IdempotencyStore.Answer answer) {
        if (answer.done().contains(id)) {
            return State.DONE;
        }
        return answer.held().containsKey(id) ? State.HELD : State.CLAIMED;
    }

    /** What is to be claimed in one go: from this place in the batch on, as far as it is not known yet. */
    private List<WorkId> from(int index) {
        return delivery.works().subList(index, delivery.works().size()).stream()
                .flatMap(work -> work.steps().stream()
                        .filter(step -> step.policy().remember() == Remember.IN_STORE)
                        .map(step -> work.id(step, delivery.table())))
                .filter(id -> !states.containsKey(id))
                .distinct()
                .limit(AHEAD)
                .toList();
    }

    private Lease lease() {
        lock.lock();
        try {
            Lease known = lease == null ? newLease() : lease;
            lease = known;
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Lease newLease() {
        Instant longest = delivery.time().clock().instant().plus(LONGEST_LEASE);
        Instant end = delivery.deadline().end();
        return new Lease(UUID.randomUUID().toString(), end.isBefore(longest) ? end : longest);
    }

    /** Notes works as done, trying again for a while. Returns whether that is durable. */
    boolean complete(List<WorkId> ids) {
        note(ids, State.DONE);
        return completions.record(ids);
    }

    private boolean record(List<WorkId> ids) {
        for (Duration wait = SHORTEST_WAIT; ; wait = wait.multipliedBy(2)) {
            try {
                store.complete(ids, lease());
                return true;
            } catch (RuntimeException e) {
                if (wait.compareTo(LONGEST_WAIT) > 0 || !slept(wait)) {
                    unrecorded(ids, e);
                    return false;
                }
            }
        }
    }

    private boolean slept(Duration wait) {
        try {
            delivery.time().sleeper().sleep(wait);
            return delivery.deadline().allows(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void unrecorded(List<WorkId> ids, RuntimeException cause) {
        log.error("Table '{}': {} is done, but that could not be recorded", delivery.table(), ids.get(0), cause);
        lock.lock();
        try {
            unrecorded.addAll(ids);
        } finally {
            lock.unlock();
        }
    }

    private void note(List<WorkId> ids, State state) {
        lock.lock();
        try {
            ids.forEach(id -> states.put(id, state));
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what was claimed and not done, and tries once more to record what was done. */
    void end() {
        List<WorkId> left = states.entrySet().stream()
                .filter(entry -> entry.getValue() == State.CLAIMED)
                .map(Map.Entry::getKey)
                .toList();
        tryTo(() -> store.release(left, lease()), left);
        tryTo(() -> store.complete(unrecorded, lease()), unrecorded);
    }

    private void tryTo(Runnable action, List<WorkId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException e) {
            log.warn("Table '{}': {} work(s) stay claimed until {}", delivery.table(), ids.size(), lease().end(), e);
        }
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
    }
}
