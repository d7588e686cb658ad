package io.millrace.idempotency;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Why a transaction was cancelled ("TransactWriteItems", errors).
 *
 * @param codes of the entries that caused it, by key
 */
record Refusal(Map<String, String> codes, TransactionCanceledException cause) {

    private static final String NOTHING = "None";
    private static final String CHANGED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    /** @throws TransactionCanceledException if it does not name the entries that caused it */
    static Refusal of(Iterable<String> keys, TransactionCanceledException cause) {
        Map<String, String> codes = new HashMap<>();
        Iterator<CancellationReason> reasons = cause.cancellationReasons().iterator();
        for (String key : keys) {
            codes.put(key, reasons.hasNext() ? String.valueOf(reasons.next().code()) : NOTHING);
        }
        codes.values().removeIf(NOTHING::equals);
        if (codes.isEmpty()) {
            throw cause;
        }
        return new Refusal(codes, cause);
    }

    /** Returns the entries whose condition does not hold. */
    Set<String> changed() {
        return keys(CHANGED::equals);
    }

    /** Returns the entries that another owner is writing to, or has written to since they were read. */
    Set<String> contended() {
        return keys(List.of(CHANGED, CONFLICT)::contains);
    }

    /** @throws TransactionCanceledException if it has any other cause than concurrent owners */
    void throwUnlessContended() {
        if (contended().size() < codes.size()) {
            throw cause;
        }
    }

    private Set<String> keys(Predicate<String> code) {
        return codes.entrySet().stream()
                .filter(refused -> code.test(refused.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
