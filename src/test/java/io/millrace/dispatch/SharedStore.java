package io.millrace.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A store as several processes share it. */
final class SharedStore implements IdempotencyStore {

    final List<String> calls = new ArrayList<>();
    final Set<WorkId> done = new HashSet<>();
    final Map<WorkId, Lease> leases = new HashMap<>();
    final Map<WorkId, Tried> tried = new HashMap<>();
    Consumer<Collection<WorkId>> asked = works -> {};
    Consumer<Collection<WorkId>> completed = works -> {};
    int failing;
    boolean failingAfterwards;

    @Override
    public Answer claim(Collection<WorkId> works, Lease lease) {
        asked.accept(works);
        return claimed(works, lease);
    }

    private synchronized Answer claimed(Collection<WorkId> works, Lease lease) {
        call("claim", works);
        Set<WorkId> already = works.stream().filter(done::contains).collect(Collectors.toSet());
        Map<WorkId, Lease> held = new HashMap<>();
        for (WorkId work : works) {
            Lease known = leases.get(work);
            if (known != null && !known.owner().equals(lease.owner())) {
                held.put(work, known);
            } else if (!already.contains(work)) {
                leases.put(work, lease);
            }
        }
        if (failingAfterwards) {
            throw new IllegalStateException("the answer is lost");
        }
        Map<WorkId, Tried> triedBefore = new HashMap<>(tried);
        triedBefore.keySet().retainAll(works);
        return new Answer(already, held, triedBefore);
    }

    @Override
    public synchronized void complete(Collection<WorkId> works, Lease lease) {
        call("complete", works);
        completed.accept(works);
        done.addAll(works);
        leases.keySet().removeAll(works);
    }

    @Override
    public synchronized void release(Collection<WorkId> works, Lease lease) {
        call("release", works);
        leases.keySet().removeAll(works);
        tried.keySet().removeAll(works);
    }

    @Override
    public synchronized void release(Map<WorkId, Tried> works, Lease lease) {
        call("release tried", works.keySet());
        leases.keySet().removeAll(works.keySet());
        tried.putAll(works);
    }

    synchronized void doAll() {
        done.addAll(leases.keySet());
    }

    private void call(String name, Collection<WorkId> works) {
        calls.add(name + " " + works.size());
        if (failing-- > 0) {
            throw new IllegalStateException("the table is away");
        }
    }
}
