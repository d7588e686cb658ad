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
 * What the table says of a work.
 *
 * @param lease under which it was claimed or completed
 * @param tried how often it was tried before; empty when never
 * @param expires from the second after this one on, the entry is as good as absent
 */
record Entry(String key, Status status, Lease lease, Instant expires, Optional<Tried> tried) {

    static final String STATUS = "status";
    static final String OWNER = "owner";
    static final String LEASE_END = "leaseEnd";
    static final String ATTEMPTS = "attempts";
    static final String FIRST_FAILED = "firstFailed";

    /** Long past. */
    private static final Instant FREE = Instant.EPOCH;

    enum Status {
        IN_PROGRESS,
        COMPLETED
    }

    /** Of a work that is never completed nor claimed again, nothing stays either. */
    static Entry inProgress(String key, Lease lease, Duration ttl, Optional<Tried> tried) {
        return new Entry(key, Status.IN_PROGRESS, lease, lease.end().plus(ttl), tried);
    }

    /** Of a work that anyone may claim, and that has been tried. */
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
                    "The idempotency table holds an item that is no entry of a work: %s."
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

    /** Whether another owner has it in hand. What the condition of {@link EntryWrites#claim} lets pass is not held. */
    boolean isHeldAgainst(String owner, Instant now) {
        return status == Status.IN_PROGRESS
                && !lease.owner().equals(owner)
                && lease.end().toEpochMilli() >= now.toEpochMilli()
                && !isExpired(now);
    }

    /** How often it was tried, unless that is too long ago. */
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
