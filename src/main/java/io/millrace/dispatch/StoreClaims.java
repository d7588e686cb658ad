package io.millrace.dispatch;

import io.millrace.change.Printable;
import io.millrace.dispatch.DispatchListener.Claim;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims of one delivery in the {@link IdempotencyStore}. Works that are not completed in the end are released, with the
 * number of their attempts. Any thread may call.
 */
final class StoreClaims {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final Duration LONGEST_LEASE = Duration.ofMinutes(15);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_PART = Duration.ofMillis(200);
    private static final Duration WORTH_A_WORD = Duration.ofMillis(800);

    private final Batch delivery;
    private final IdempotencyStore store;
    private final TriedWork tried;
    private final KnownClaims known;
    private final Map<WorkId, Lease> holders = new ConcurrentHashMap<>();
    private final List<WorkId> unrecorded = new CopyOnWriteArrayList<>();
    private final Completions completions = new Completions(this::record);
    private @Nullable String owner;

    StoreClaims(Batch delivery, IdempotencyStore store, TriedWork tried) {
        this.delivery = delivery;
        this.store = store;
        this.tried = tried;
        this.known = new KnownClaims(delivery, this::ask);
    }

    /**
     * Claims a work, unless an earlier delivery has completed it.
     *
     * @param waits whether to wait while another delivery handles it
     * @throws WorkHeldException if another delivery handles it for longer than there is time to wait
     */
    Claim claim(Step step, Work work, boolean waits) throws InterruptedException {
        WorkId id = work.id(step, delivery.table());
        Claim claim = known.find(id, work.index, lease(), 0);
        for (Duration wait = SHORTEST_WAIT; waits && claim == Claim.HELD; wait = longer(wait)) {
            int before = known.calls();
            reportHolder(id, wait);
            pause(id, wait);
            claim = known.find(id, work.index, lease(), before);
        }
        return claim == Claim.HELD ? claim : delivery.reporter().claimed(id, claim);
    }

    /** Waits in parts, so that a stop of the process is noticed. */
    private void pause(WorkId id, Duration wait) throws InterruptedException {
        Duration left = wait;
        while (!left.isZero()) {
            if (!delivery.deadline().allows(left) || delivery.deadline().isStopping()) {
                delivery.reporter().claimed(id, Claim.HELD);
                throw new WorkHeldException(id);
            }
            Duration part = left.compareTo(LONGEST_PART) < 0 ? left : LONGEST_PART;
            delivery.time().sleeper().sleep(part);
            left = left.minus(part);
        }
    }

    /** Reports a wait that is longer than most deliveries take. */
    private void reportHolder(WorkId id, Duration wait) {
        Lease holder = holders.get(id);
        if (holder != null && wait.compareTo(WORTH_A_WORD) >= 0) {
            delivery.reporter().claimDelayed(id, holder);
        }
    }

    private IdempotencyStore.Answer ask(List<WorkId> ids, Lease lease) {
        IdempotencyStore.Answer answer = store.claim(ids, lease);
        holders.putAll(answer.held());
        ids.forEach(id -> tried.note(id, Optional.ofNullable(answer.tried().get(id))));
        return answer;
    }

    /** A lease from now until the deadline, each time with the same owner. */
    private Lease lease() {
        Deadline deadline = delivery.deadline();
        Duration left = Duration.between(deadline.clock().instant(), deadline.end());
        Instant now = delivery.time().clock().instant();
        return new Lease(owner(), now.plus(left.compareTo(LONGEST_LEASE) < 0 ? left : LONGEST_LEASE));
    }

    private synchronized String owner() {
        String name = owner == null
                ? "process %d, delivery %s".formatted(ProcessHandle.current().pid(), UUID.randomUUID())
                : owner;
        owner = name;
        return name;
    }

    /** Records works as completed, and retries for a while. Returns whether that is durable. */
    boolean complete(List<WorkId> ids) {
        known.noteDone(ids);
        return completions.record(ids);
    }

    private boolean record(List<WorkId> ids) {
        for (Duration wait = SHORTEST_WAIT; ; wait = wait.multipliedBy(2)) {
            try {
                store.complete(ids, lease());
                return true;
            } catch (RuntimeException e) {
                if (wait.compareTo(LONGEST_WAIT) > 0 || !slept(wait)) {
                    log.error(
                            "Table '{}': {} is done, but that could not be recorded",
                            delivery.table(),
                            Printable.of(ids.get(0).toString()),
                            e);
                    unrecorded.addAll(ids);
                    return false;
                }
            }
        }
    }

    private boolean slept(Duration wait) {
        if (!delivery.deadline().allows(wait)) {
            return false;
        }
        try {
            delivery.time().sleeper().sleep(wait);
            return true;
        } catch (InterruptedException e) {
            HandlerCall.keepInterruption(delivery.deadline());
            return false;
        }
    }

    /** Releases claimed works that are not completed, and tries once more to record those that are. */
    void end() {
        List<WorkId> untried = new ArrayList<>();
        Map<WorkId, Tried> again = new LinkedHashMap<>();
        for (WorkId id : known.left()) {
            tried.of(id).ifPresentOrElse(some -> again.put(id, some), () -> untried.add(id));
        }
        tryTo(() -> store.release(untried, lease()), untried);
        tryTo(() -> store.release(again, lease()), again.keySet());
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
