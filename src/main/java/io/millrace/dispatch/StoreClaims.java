package io.millrace.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Duration NEARLY = Duration.ofMinutes(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /**
     * What is known of a work.
     *
     * @param until when the claim ends
     */
    private record Known(Claim claim, Instant until) {}

    private final Delivery delivery;
    private final IdempotencyStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<WorkId, Known> known = new HashMap<>();
    private final Set<WorkId> inDoubt = new HashSet<>();
    private final List<WorkId> unrecorded = new ArrayList<>();
    private final Completions completions = new Completions(this::record);
    private @Nullable String owner;

    StoreClaims(Delivery delivery, IdempotencyStore store) {
        this.delivery = delivery;
        this.store = store;
    }

    /**
     * Claims a work, unless it was done in an earlier delivery.
     *
     * @param waits whether to wait where another delivery has it in hand
     * @throws WorkHeldException if another delivery has it in hand for longer than there is time to wait
     */
    Claim claim(Step step, Work work, boolean waits) throws InterruptedException {
        WorkId id = work.id(step, delivery.table());
        Claim claim = known(id, work.index);
        for (Duration wait = SHORTEST_WAIT; waits && claim == Claim.HELD; wait = longer(wait)) {
            if (!delivery.deadline().allows(wait)) {
                throw new WorkHeldException(id);
            }
            delivery.time().sleeper().sleep(wait);
            claim = claimed(List.of(id), id);
        }
        return claim;
    }

    private Claim known(WorkId id, int index) {
        lock.lock();
        try {
            Known found = known.get(id);
            return found == null || isRunningOut(found) ? claimed(from(index), id) : found.claim();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a claim ends soon and can be made to last longer. */
    private boolean isRunningOut(Known found) {
        return found.claim() == Claim.MINE
                && found.until().isBefore(delivery.time().clock().instant().plus(NEARLY))
                && found.until().plus(NEARLY).isBefore(lease().end());
    }

    private Claim claimed(List<WorkId> ids, WorkId wanted) {
        Lease lease = lease();
        IdempotencyStore.Answer answer = answer(ids, lease);
        lock.lock();
        try {
            ids.forEach(id -> known.put(id, new Known(claim(id, answer), lease.end())));
            return known.containsKey(wanted) ? known.get(wanted).claim() : Claim.HELD;
        } finally {
            lock.unlock();
        }
    }

    private IdempotencyStore.Answer answer(List<WorkId> ids, Lease lease) {
        try {
            return store.claim(ids, lease);
        } catch (RuntimeException e) {
            lock.lock();
            try {
                inDoubt.addAll(ids);
            } finally {
                lock.unlock();
            }
            throw e;
        }
    }

    private static Claim claim(WorkId id, IdempotencyStore.Answer answer) {
        if (answer.done().contains(id)) {
            return Claim.DONE;
        }
        return answer.held().containsKey(id) ? Claim.HELD : Claim.MINE;
    }

    /** What is to be claimed in one go: from this place in the batch on, as far as it is not known for long enough. */
    private List<WorkId> from(int index) {
        return delivery.works().subList(index, delivery.works().size()).stream()
                .flatMap(work -> work.steps().stream()
                        .filter(step -> step.policy().remember() == Remember.IN_STORE)
                        .map(step -> work.id(step, delivery.table())))
                .filter(id -> !known.containsKey(id) || isRunningOut(known.get(id)))
                .distinct()
                .limit(AHEAD)
                .toList();
    }

    /** From now until the deadline, for the same owner each time. */
    private Lease lease() {
        Instant longest = delivery.time().clock().instant().plus(LONGEST_LEASE);
        Instant end = delivery.deadline().end();
        return new Lease(owner(), end.isBefore(longest) ? end : longest);
    }

    private String owner() {
        lock.lock();
        try {
            String name = owner == null ? UUID.randomUUID().toString() : owner;
            owner = name;
            return name;
        } finally {
            lock.unlock();
        }
    }

    /** Notes works as done, trying again for a while. Returns whether that is durable. */
    boolean complete(List<WorkId> ids) {
        noteDone(ids);
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
            HandlerCall.keepInterruption(delivery.deadline());
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

    private void noteDone(List<WorkId> ids) {
        lock.lock();
        try {
            ids.forEach(id -> known.put(id, new Known(Claim.DONE, Instant.MAX)));
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what was claimed and not done, as far as that is known, and tries once more to record what was done. */
    void end() {
        Set<WorkId> left = new LinkedHashSet<>(inDoubt);
        known.forEach((id, found) -> {
            if (found.claim() == Claim.MINE) {
                left.add(id);
            } else {
                left.remove(id);
            }
        });
        tryTo(() -> store.release(left, lease()), left);
        tryTo(() -> store.complete(unrecorded, lease()), unrecorded);
    }

    private void tryTo(Runnable action, Collection<WorkId> ids) {
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
