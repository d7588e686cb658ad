package io.millrace.dispatch;

import io.millrace.dispatch.DispatchListener.Claim;
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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * Caches what the store has answered about the works of one delivery. Each call also claims works further ahead, so that a
 * batch takes few calls. A work is in one call at a time: threads that need the same work wait for the answer. Any thread may
 * call.
 */
final class KnownClaims {

    private static final int AHEAD = 100;
    private static final Duration NEARLY = Duration.ofMinutes(1);

    /**
     * The last answer for a work.
     *
     * @param until the end of the claim
     * @param call the number of the call that returned it
     */
    private record Known(Claim claim, Instant until, int call) {}

    private final Batch delivery;
    private final BiFunction<List<WorkId>, Lease, IdempotencyStore.Answer> store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private final Map<WorkId, Known> known = new HashMap<>();
    private final Set<WorkId> asked = new HashSet<>();
    private final Set<WorkId> inDoubt = new HashSet<>();
    private int calls;

    /**
     * @param store claims works; an exception means that some may be claimed
     */
    KnownClaims(Batch delivery, BiFunction<List<WorkId>, Lease, IdempotencyStore.Answer> store) {
        this.delivery = delivery;
        this.store = store;
    }

    /** How many calls have started. */
    int calls() {
        lock.lock();
        try {
            return calls;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the claim of a work.
     *
     * @param index of its record in the batch
     * @param lease to claim works for, where no answer is known
     * @param after answers of calls up to this number are outdated for works that others hold
     */
    Claim find(WorkId id, int index, Lease lease, int after) {
        List<WorkId> ids;
        int call;
        lock.lock();
        try {
            while (asked.contains(id)) {
                answered.awaitUninterruptibly();
            }
            Known found = known.get(id);
            if (found != null && !isToAsk(id, lease, after)) {
                return found.claim();
            }
            ids = from(id, index, lease, after);
            asked.addAll(ids);
            call = ++calls;
        } finally {
            lock.unlock();
        }
        return ask(ids, lease, call).getOrDefault(id, Claim.HELD);
    }

    /**
     * Returns the works of one call: this work, then unknown ones from this index on, then those before it, which another item
     * may not have claimed yet.
     */
    private List<WorkId> from(WorkId id, int index, Lease lease, int after) {
        Set<WorkId> ids = new LinkedHashSet<>(Set.of(id));
        List<Work> works = delivery.works();
        for (int i = 0; i < works.size() && ids.size() < AHEAD; i++) {
            Work work = works.get((index + i) % works.size());
            work.steps().stream()
                    .filter(step -> step.policy().remember() == FailurePolicy.Remember.IN_STORE)
                    .map(step -> work.id(step, delivery.table()))
                    .filter(one -> !asked.contains(one) && isToAsk(one, lease, after))
                    .forEach(ids::add);
        }
        return ids.stream().limit(AHEAD).toList();
    }

    private boolean isToAsk(WorkId id, Lease lease, int after) {
        Known found = known.get(id);
        return found == null
                || found.claim() == Claim.HELD && found.call() <= after
                || found.claim() == Claim.WON && isRunningOut(found, lease);
    }

    /** Whether a claim ends soon and can be extended. */
    private boolean isRunningOut(Known found, Lease lease) {
        return found.until().isBefore(delivery.time().clock().instant().plus(NEARLY))
                && found.until().plus(NEARLY).isBefore(lease.end());
    }

    private Map<WorkId, Claim> ask(List<WorkId> ids, Lease lease, int call) {
        Map<WorkId, Claim> claims = new HashMap<>();
        try {
            IdempotencyStore.Answer answer = store.apply(ids, lease);
            ids.forEach(id -> claims.put(id, claim(id, answer)));
            return claims;
        } finally {
            answered(ids, claims, lease, call);
        }
    }

    private static Claim claim(WorkId id, IdempotencyStore.Answer answer) {
        if (answer.done().contains(id)) {
            return Claim.DONE;
        }
        return answer.held().containsKey(id) ? Claim.HELD : Claim.WON;
    }

    private void answered(List<WorkId> ids, Map<WorkId, Claim> claims, Lease lease, int call) {
        lock.lock();
        try {
            claims.forEach((id, claim) -> known.put(id, new Known(claim, lease.end(), call)));
            if (claims.isEmpty()) {
                inDoubt.addAll(ids);
            }
            ids.forEach(asked::remove);
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void noteDone(Collection<WorkId> ids) {
        lock.lock();
        try {
            ids.forEach(id -> known.put(id, new Known(Claim.DONE, Instant.MAX, calls)));
        } finally {
            lock.unlock();
        }
    }

    /** Returns works that are claimed, or may be, and are not completed. */
    List<WorkId> left() {
        lock.lock();
        try {
            Set<WorkId> left = new LinkedHashSet<>(inDoubt);
            known.forEach((id, found) -> {
                if (found.claim() == Claim.WON) {
                    left.add(id);
                } else {
                    left.remove(id);
                }
            });
            return new ArrayList<>(left);
        } finally {
            lock.unlock();
        }
    }
}
