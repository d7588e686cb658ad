package io.millrace.handler.ready.aggregate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of one transaction, and their combined effect on each item of the view. */
final class Bundle {

    /** "Quotas in Amazon DynamoDB". */
    private static final int MOST_ACTIONS = 100;

    private final Map<String, CountedChange> entries = new LinkedHashMap<>();
    private final Map<ViewKey, Contribution> views = new LinkedHashMap<>();

    /** Creates a bundle of changes that are known to fit. */
    static Bundle of(Collection<CountedChange> entries) {
        Bundle bundle = new Bundle();
        entries.forEach(bundle::put);
        return bundle;
    }

    /** Returns whether the change fits. A repeated change does not: its marker can be written once. */
    boolean add(CountedChange entry) {
        List<Contribution> theirs = entry.contributions();
        long more = theirs.stream()
                .filter(contribution -> !views.containsKey(contribution.key()))
                .count();
        boolean fits = entries.size() + 1 + views.size() + more <= MOST_ACTIONS
                && !entries.containsKey(entry.marker())
                && theirs.stream().allMatch(this::takes);
        if (fits) {
            put(entry);
        }
        return fits;
    }

    private boolean takes(Contribution contribution) {
        Contribution earlier = views.get(contribution.key());
        return earlier == null || earlier.takes(contribution);
    }

    private void put(CountedChange entry) {
        entries.put(entry.marker(), entry);
        entry.contributions().forEach(contribution -> views.merge(contribution.key(), contribution, Contribution::and));
    }

    List<CountedChange> entries() {
        return new ArrayList<>(entries.values());
    }

    List<Contribution> views() {
        return new ArrayList<>(views.values());
    }
}
