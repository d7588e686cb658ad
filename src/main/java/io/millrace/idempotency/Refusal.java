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
 * Why a transaction wrote nothing ("TransactWriteItems", errors).
 *
 * @param codes of the entries that were in the way, by their keys
 */
record Refusal(Map<String, String> codes, TransactionCanceledException cause) {

    private static final String NOTHING = "None";
    private static final String CHANGED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    /** @throws TransactionCanceledException when it does not say what was in the way */
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

    /** Entries whose condition does not hold. */
    Set<String> changed() {
        return keys(CHANGED::equals);
    }

    /** Entries that another owner writes to, or has written to since they were read. */
    Set<String> contended() {
        return keys(List.of(CHANGED, CONFLICT)::contains);
    }

    /** @throws TransactionCanceledException when something else than other owners was in the way */
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
