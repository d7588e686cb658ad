package io.millrace.idempotency;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.millrace.aws.ExpiringTable;
import io.millrace.dispatch.Lease;
import io.millrace.dispatch.Tried;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table's entry of a task.
 *
 * @param lease under which the task was claimed or completed
 * @param tried how often the task was tried before; empty if never
 * @param expires after this second, the entry counts as absent
 */
record Entry(String key, Status status, Lease lease, Instant expires, Optional<Tried> tried) {

    static final String STATUS = "status";
    static final String OWNER = "owner";
    static final String LEASE_END = "leaseEnd";
    static final String ATTEMPTS = "attempts";
    static final String FIRST_FAILED = "firstFailed";

    /** A lease end in the past. */
    private static final Instant FREE = Instant.EPOCH;

    enum Status {
        IN_PROGRESS,
        COMPLETED
    }

    /** An entry of a claimed task. It expires too, if the task is neither completed nor claimed again. */
    static Entry inProgress(String key, Lease lease, Duration ttl, Optional<Tried> tried) {
        return new Entry(key, Status.IN_PROGRESS, lease, lease.end().plus(ttl), tried);
    }

    /** An entry of a task that was tried and that any owner may claim. */
    static Entry free(String key, String owner, Instant expires, Tried tried) {
        return new Entry(key, Status.IN_PROGRESS, new Lease(owner, FREE), expires, Optional.of(tried));
    }

    static Entry completed(String key, Lease lease, Instant expires) {
        return new Entry(key, Status.COMPLETED, lease, expires, Optional.empty());
    }

    static Entry of(Map<String, AttributeValue> item) {
        try {
            return new Entry(
                    text(item, ExpiringTable.KEY),
                    Status.valueOf(text(item, STATUS)),
                    lease(item),
                    expires(item),
                    tried(item));
        } catch (RuntimeException e) {
            throw new IdempotencyException(
                    "The idempotency table holds an item that is not an entry of a task: %s."
                            .formatted(text(item, ExpiringTable.KEY)),
                    e);
        }
    }

    Map<String, AttributeValue> item() {
        Map<String, AttributeValue> attributes = new HashMap<>(Map.of(
                STATUS, fromS(status.name()),
                OWNER, fromS(lease.owner()),
                LEASE_END, fromN(Long.toString(lease.end().toEpochMilli()))));
        tried.ifPresent(some -> attributes.putAll(Map.of(
                ATTEMPTS, fromN(Integer.toString(some.attempts())),
                FIRST_FAILED, fromN(Long.toString(some.first().toEpochMilli())))));
        return ExpiringTable.item(key, expires, attributes);
    }

    boolean isDone(Instant now) {
        return status == Status.COMPLETED && !isExpired(now);
    }

    /** Whether another owner holds the task. The condition of {@link EntryWrites#claim} agrees. */
    boolean isHeldAgainst(String owner, Instant now) {
        return status == Status.IN_PROGRESS
                && !lease.owner().equals(owner)
                && lease.end().toEpochMilli() >= now.toEpochMilli()
                && !isExpired(now);
    }

    /** Returns how often the task was tried; empty if the entry is expired. */
    Optional<Tried> tried(Instant now) {
        return isExpired(now) ? Optional.empty() : tried;
    }

    private boolean isExpired(Instant now) {
        return expires.getEpochSecond() < now.getEpochSecond();
    }

    private static Lease lease(Map<String, AttributeValue> item) {
        return new Lease(text(item, OWNER), Instant.ofEpochMilli(number(item, LEASE_END)));
    }

    private static Optional<Tried> tried(Map<String, AttributeValue> item) {
        return item.containsKey(ATTEMPTS)
                ? Optional.of(new Tried((int) number(item, ATTEMPTS), Instant.ofEpochMilli(number(item, FIRST_FAILED))))
                : Optional.empty();
    }

    private static Instant expires(Map<String, AttributeValue> item) {
        return Instant.ofEpochSecond(number(item, ExpiringTable.EXPIRES));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return present(item, name).s();
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(present(item, name).n());
    }

    private static AttributeValue present(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Attribute '%s' is missing.".formatted(name));
        }
        return value;
    }
}
