package io.millrace.idempotency;

import io.millrace.aws.ExpiringTable;
import io.millrace.time.Backoff;
import io.millrace.time.Deadline;
import io.millrace.time.Sleeper;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.utils.Lazy;

/** Calls DynamoDB, and repeats calls for unprocessed parts. Any thread may call. */
final class EntryTable {

    /** The most entries in a read or a transaction ("Quotas in Amazon DynamoDB"). */
    static final int MOST_IN_CALL = 100;

    /** The most entries in a batch write ("BatchWriteItem"). */
    static final int MOST_IN_BATCH = 25;

    private static final int MOST_TRIES = 8;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private final Lazy<DynamoDbClient> client;
    private final String name;
    private final Sleeper sleeper;

    EntryTable(Supplier<DynamoDbClient> client, String name, Sleeper sleeper) {
        this.client = new Lazy<>(client);
        this.name = name;
        this.sleeper = sleeper;
    }

    /** Returns the entries that exist, by their keys. */
    Map<String, Entry> read(Collection<String> keys, Deadline deadline) {
        Map<String, Entry> entries = new HashMap<>();
        if (!keys.isEmpty()) {
            untilDone(Map.of(name, consistentRead(keys)), deadline, open -> read(open, entries, deadline));
        }
        return entries;
    }

    private Map<String, KeysAndAttributes> read(
            Map<String, KeysAndAttributes> open, Map<String, Entry> entries, Deadline deadline) {
        BatchGetItemResponse response = call(
                dynamo -> dynamo.batchGetItem(get -> get.requestItems(open).overrideConfiguration(until(deadline))));
        response.responses().values().stream()
                .flatMap(List::stream)
                .map(Entry::of)
                .forEach(entry -> entries.put(entry.key(), entry));
        return response.unprocessedKeys();
    }

    private static KeysAndAttributes consistentRead(Collection<String> keys) {
        return KeysAndAttributes.builder()
                .consistentRead(true)
                .keys(keys.stream().map(ExpiringTable::key).toList())
                .build();
    }

    /** Writes entries unconditionally. Returning means that every entry is durable; after an exception, some may be. */
    void overwrite(List<WriteRequest> writes, Deadline deadline) {
        untilDone(Map.of(name, writes), deadline, open -> overwrite(open, deadline));
    }

    private Map<String, List<WriteRequest>> overwrite(Map<String, List<WriteRequest>> open, Deadline deadline) {
        try {
            return call(dynamo -> dynamo.batchWriteItem(
                            write -> write.requestItems(open).overrideConfiguration(until(deadline))))
                    .unprocessedItems();
        } catch (TransactionConflictException e) {
            return open; // another owner is claiming
        }
    }

    /** Writes all entries, or none and returns why. */
    Optional<Refusal> write(Map<String, TransactWriteItem> writes, Deadline deadline) {
        if (writes.isEmpty()) {
            return Optional.empty();
        }
        try {
            call(dynamo -> dynamo.transactWriteItems(
                    transaction -> transaction.transactItems(writes.values()).overrideConfiguration(until(deadline))));
            return Optional.empty();
        } catch (TransactionCanceledException e) {
            return Optional.of(Refusal.of(writes.keySet(), e));
        }
    }

    private <T> void untilDone(Map<String, T> asked, Deadline deadline, UnaryOperator<Map<String, T>> call) {
        Backoff tries = tries();
        for (Map<String, T> open = call.apply(asked); !open.isEmpty(); open = call.apply(open)) {
            if (!another(tries, deadline)) {
                throw new IdempotencyException(
                        "DynamoDB left a part of %d calls to the idempotency table '%s' undone, each time. Look for throttling in the table's metrics."
                                .formatted(MOST_TRIES, name));
            }
        }
    }

    /** The waits between the tries of a call. */
    static Backoff tries() {
        return Backoff.jittered(Duration.ofMillis(25), Duration.ofSeconds(1));
    }

    /** Waits for the next try, until the deadline at most. Returns whether there is one. */
    boolean another(Backoff tries, Deadline deadline) {
        try {
            return tries.waitForAnotherOf(MOST_TRIES, wait -> sleeper.sleep(deadline.patience(wait)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IdempotencyException("Interrupted while waiting for the idempotency table.", e);
        }
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> until(Deadline deadline) {
        Duration patience = deadline.patience(LONGEST_CALL);
        return call -> call.apiCallTimeout(patience);
    }

    private <T> T call(Function<DynamoDbClient, T> call) {
        try {
            return call.apply(client.getValue());
        } catch (DynamoDbException e) {
            throw IdempotencyTable.explained(e, name, client.getValue());
        }
    }
}
