package io.millrace.idempotency;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.millrace.dispatch.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the table says of a work.
 *
 * @param lease under which it was claimed or completed
 * @param expires from the second after this one on, the entry is as good as absent
 */
record Entry(String key, Status status, Lease lease, Instant expires) {

    static final String KEY = "id";
    static final String STATUS = "status";
    static final String OWNER = "owner";
    static final String LEASE_END = "leaseEnd";
    static final String EXPIRES = "expires";

    enum Status {
        IN_PROGRESS,
        COMPLETED
    }

    /** Of a work that is never completed nor claimed again, nothing stays either. */
    static Entry inProgress(String key, Lease lease, Duration ttl) {
        return new Entry(key, Status.IN_PROGRESS, lease, lease.end().plus(ttl));
    }

    static Entry completed(String key, Lease lease, Instant expires) {
        return new Entry(key, Status.COMPLETED, lease, expires);
    }

    static Entry of(Map<String, AttributeValue> item) {
        try {
            return new Entry(text(item, KEY), Status.valueOf(text(item, STATUS)), lease(item), expires(item));
        } catch (RuntimeException e) {
            throw new IdempotencyException(
                    "The idempotency table holds an item that is no entry of a work: %s.".formatted(text(item, KEY)),
                    e);
        }
    }

    Map<String, AttributeValue> item() {
        return Map.of(
                KEY, fromS(key),
                STATUS, fromS(status.name()),
                OWNER, fromS(lease.owner()),
                LEASE_END, fromN(Long.toString(lease.end().toEpochMilli())),
                EXPIRES, fromN(Long.toString(expires.getEpochSecond())));
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

    private boolean isExpired(Instant now) {
        return expires.getEpochSecond() < now.getEpochSecond();
    }

    private static Lease lease(Map<String, AttributeValue> item) {
        return new Lease(text(item, OWNER), Instant.ofEpochMilli(number(item, LEASE_END)));
    }

    private static Instant expires(Map<String, AttributeValue> item) {
        return Instant.ofEpochSecond(number(item, EXPIRES));
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
