package io.millrace.handler.ready.aggregate;

import io.millrace.aws.Answers;
import io.millrace.handler.ready.aggregate.Outcome.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Reads why a transaction was cancelled. Source: "TransactionCanceledException" of "TransactWriteItems". */
final class Cancellation {

    private static final String CONDITION = "ConditionalCheckFailed";

    /** Codes that do not concern the change itself. */
    private static final Set<String> PASSING =
            Set.of("None", CONDITION, "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private final String table;
    private final Bundle bundle;
    private final TransactionCanceledException exception;
    private final List<CancellationReason> reasons;

    /** @param table the view's table */
    Cancellation(String table, Bundle bundle, TransactionCanceledException exception) {
        this.table = table;
        this.bundle = bundle;
        this.exception = exception;
        this.reasons = exception.cancellationReasons();
    }

    /** Returns what follows from it; remembers what it shows of the view's items. */
    Outcome outcome(KnownExtremes known) {
        if (reasons.size() != bundle.entries().size() + bundle.views().size()) {
            return Outcome.of(Kind.BUSY, exception);
        }
        Set<String> counted = counted();
        Optional<Throwable> refusal = refusal(known);
        if (!counted.isEmpty()) {
            return Outcome.counted(counted);
        }
        return refusal.map(cause -> Outcome.of(Kind.REFUSED, cause))
                .orElseGet(() -> Outcome.of(busy() ? Kind.BUSY : Kind.LEARNED, exception));
    }

    private boolean busy() {
        return reasons.stream().noneMatch(reason -> CONDITION.equals(reason.code()))
                || reasons.stream()
                        .anyMatch(reason -> !Set.of("None", CONDITION).contains(reason.code()));
    }

    private Set<String> counted() {
        Set<String> counted = new HashSet<>();
        List<CountedChange> entries = bundle.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (CONDITION.equals(reasons.get(i).code())) {
                counted.add(entries.get(i).marker());
            }
        }
        return counted;
    }

    private Optional<Throwable> refusal(KnownExtremes known) {
        Optional<Throwable> refusal = reasons.stream()
                .filter(reason -> !PASSING.contains(reason.code()))
                .findFirst()
                .map(this::refused);
        List<Contribution> views = bundle.views();
        for (int i = 0; i < views.size(); i++) {
            CancellationReason reason = reasons.get(bundle.entries().size() + i);
            if (CONDITION.equals(reason.code())) {
                Contribution view = views.get(i);
                known.saw(view, item(reason));
                refusal = refusal.or(() -> ofAnotherType(view, item(reason)));
            }
        }
        return refusal;
    }

    private static Map<String, AttributeValue> item(CancellationReason reason) {
        return reason.hasItem() ? reason.item() : Map.of();
    }

    private Throwable refused(CancellationReason reason) {
        return new IllegalStateException("table '%s' refused the change: %s, %s"
                .formatted(table, reason.code(), Answers.text(reason.message())));
    }

    private Optional<Throwable> ofAnotherType(Contribution view, Map<String, AttributeValue> item) {
        return view.extremes().entrySet().stream()
                .filter(extreme -> {
                    AttributeValue there = item.get(extreme.getKey());
                    return there != null && !extreme.getValue().compares(there);
                })
                .map(extreme -> (Throwable) new IllegalStateException(
                        "attribute '%s' in table '%s' is of another type than what the change has for it"
                                .formatted(extreme.getKey(), table)))
                .findFirst();
    }
}
