package io.millrace.dispatch;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemKey;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.HeldBackException;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of one call of a handler for many records.
 *
 * @param failures the records that failed
 * @param settled the records that are completed: they succeeded, and no earlier record of their item failed
 * @param unsettled the others, in order: a failed record is handled again together with the later ones of its item
 * @param heldBack those that the handler has not tried, since an earlier record of their item failed, and later failures of
 *     the item, which are handled again with them; each with the reason that the handler reports
 * @param whole whether the call failed as a whole
 */
record BatchCall(
        Map<Work, Throwable> failures,
        List<Work> settled,
        List<Work> unsettled,
        Map<Work, Throwable> heldBack,
        boolean whole) {

    static BatchCall of(BatchHandler handler, List<Work> works, Deadline deadline) {
        try {
            List<Change<Item>> changes = works.stream().map(Work::change).toList();
            return of(works, HandlerCall.within(deadline, () -> handler.handle(changes)));
        } catch (Throwable e) {
            Map<Work, Throwable> failures = new LinkedHashMap<>();
            works.forEach(work -> failures.put(work, e));
            return new BatchCall(failures, List.of(), works, Map.of(), true);
        }
    }

    private static BatchCall of(List<Work> works, Map<SequenceNumber, Throwable> reported) {
        BatchCall call = new BatchCall(
                new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), false);
        Set<ItemKey> failedItems = new HashSet<>();
        Set<ItemKey> heldItems = new HashSet<>();
        for (Work work : works) {
            Throwable failure = failure(work.sequenceNumber(), reported);
            boolean held = failure instanceof HeldBackException && failedItems.contains(work.item());
            if (failure != null && (held || heldItems.contains(work.item()))) {
                call.heldBack.put(work, failure);
                heldItems.add(work.item());
            } else if (failure != null) {
                call.failures.put(work, failure);
                failedItems.add(work.item());
            }
            boolean behind = !failedItems.isEmpty() && failedItems.contains(work.item());
            (behind ? call.unsettled : call.settled).add(work);
        }
        requireKnown(works, reported);
        return call;
    }

    /** Returns the reason that the handler reports for a record. A record that is named without a reason has failed too. */
    private static @Nullable Throwable failure(SequenceNumber record, Map<SequenceNumber, Throwable> reported) {
        Throwable reason = reported.get(record);
        return reason == null && reported.containsKey(record)
                ? new IllegalStateException(
                        "The handler reported record %s as failed, and gave no reason".formatted(record))
                : reason;
    }

    /** Like Lambda, treats a report with an unknown sequence number as a failure of all records. */
    private static void requireKnown(List<Work> works, Map<SequenceNumber, Throwable> reported) {
        if (!reported.isEmpty() && !numbers(works).containsAll(reported.keySet())) {
            throw new IllegalStateException(
                    "The handler reported %s as failed, but not all of these are records of its call"
                            .formatted(reported.keySet()),
                    reported.values().iterator().next());
        }
    }

    private static Set<SequenceNumber> numbers(List<Work> works) {
        return works.stream().map(Work::sequenceNumber).collect(Collectors.toSet());
    }

    /** Returns the failures to report: only the first record if all failed for one reason. */
    Map<Work, Throwable> reported() {
        return whole ? Map.of(unsettled.get(0), cause(unsettled.get(0))) : failures;
    }

    private Throwable cause(Work work) {
        return Objects.requireNonNull(failures.get(work));
    }

    SequenceNumber firstRecord() {
        return unsettled.get(0).sequenceNumber();
    }

    Throwable firstCause() {
        return cause(unsettled.get(0));
    }

    /**
     * What is settled once these failures are compensated: they are, and so is what has no other record of its item before it
     * that failed, or was not tried.
     */
    List<Work> settledBy(Set<Work> compensated) {
        Set<Work> stopped = behind(work -> isFailure(work, compensated) || heldBack.containsKey(work));
        return unsettled.stream()
                .filter(work -> compensated.contains(work) || !stopped.contains(work))
                .toList();
    }

    /** What may be tried once these failures are compensated: it was held back, but no other record of the item failed. */
    List<Work> freedBy(Set<Work> compensated) {
        Set<Work> stopped = behind(work -> isFailure(work, compensated));
        return behind(heldBack::containsKey).stream()
                .filter(work -> !stopped.contains(work))
                .toList();
    }

    private boolean isFailure(Work work, Set<Work> compensated) {
        return failures.containsKey(work) && !compensated.contains(work);
    }

    /** Returns for each item the records from the first that stops it on, in order. */
    private Set<Work> behind(Predicate<Work> stops) {
        Set<ItemKey> stopped = new HashSet<>();
        Set<Work> some = new LinkedHashSet<>();
        for (Work work : unsettled) {
            if (stops.test(work)) {
                stopped.add(work.item());
            }
            if (stopped.contains(work.item())) {
                some.add(work);
            }
        }
        return some;
    }
}
