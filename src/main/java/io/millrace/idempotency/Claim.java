package io.millrace.idempotency;

import io.millrace.dispatch.IdempotencyStore.Answer;
import io.millrace.dispatch.Lease;
import io.millrace.dispatch.WorkId;
import io.millrace.time.Backoff;
import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One claim under one lease. It reads first, so that a redelivered batch costs reads only, and then takes the free tasks in
 * one transaction, whose conditions detect concurrent claims.
 */
final class Claim {

    /** How long a task counts as held after other owners have written to it at each try. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final EntryTable table;
    private final EntryWrites writes;
    private final Time time;
    private final Lease lease;
    private final Deadline deadline;
    private final Answer answer = new Answer(new HashSet<>(), new HashMap<>(), new HashMap<>());

    Claim(EntryTable table, EntryWrites writes, Time time, Lease lease) {
        this.table = table;
        this.writes = writes;
        this.time = time;
        this.lease = lease;
        this.deadline = Deadline.at(lease.end(), time.clock());
    }

    /** Claims tasks that fit into a call: all that are free, or none. */
    void take(Map<String, WorkId> works) {
        Map<String, WorkId> free = new LinkedHashMap<>(works);
        Backoff tries = EntryTable.tries();
        readAgain(free.keySet(), free);
        Optional<Refusal> refusal = write(free);
        while (refusal.isPresent()) {
            giveWay(refusal.get(), free, tries);
            refusal = write(free);
        }
    }

    Answer answer() {
        return answer;
    }

    /** After the last try, contended tasks count as held, so that the others are claimed. */
    private void giveWay(Refusal refusal, Map<String, WorkId> free, Backoff tries) {
        if (table.another(tries, deadline)) {
            readAgain(refusal.contended(), free);
        } else {
            refusal.throwUnlessContended();
            Lease others = new Lease("several", time.clock().instant().plus(MOMENT));
            refusal.contended().forEach(key -> hold(key, others, free));
        }
    }

    private void readAgain(Collection<String> keys, Map<String, WorkId> free) {
        Instant now = time.clock().instant();
        table.read(keys, deadline).values().forEach(entry -> sort(entry, now, free));
    }

    private void sort(Entry entry, Instant now, Map<String, WorkId> free) {
        WorkId work = Objects.requireNonNull(free.get(entry.key()));
        entry.tried(now).ifPresentOrElse(some -> answer.tried().put(work, some), () -> answer.tried()
                .remove(work));
        if (entry.isDone(now)) {
            answer.done().add(free.remove(entry.key()));
        } else if (entry.isHeldAgainst(lease.owner(), now)) {
            hold(entry.key(), entry.lease(), free);
        }
    }

    private void hold(String key, Lease other, Map<String, WorkId> free) {
        answer.held().put(free.remove(key), other);
    }

    private Optional<Refusal> write(Map<String, WorkId> free) {
        Map<String, TransactWriteItem> claims = new LinkedHashMap<>();
        free.forEach((key, work) -> claims.put(
                key, writes.claim(key, lease, Optional.ofNullable(answer.tried().get(work)))));
        return table.write(claims, deadline);
    }
}
