package io.millrace.dispatch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The records that wait for a step for many, in their order, by step. */
final class Waiting {

    private final Map<Step, TreeSet<Work>> bySteps = new HashMap<>();

    void add(Work work) {
        bySteps.computeIfAbsent(work.next(), none -> inOrder()).add(work);
    }

    static TreeSet<Work> inOrder() {
        return new TreeSet<>(Comparator.comparingInt((Work work) -> work.index));
    }

    boolean contains(Work work) {
        TreeSet<Work> ofStep = bySteps.get(work.next());
        return ofStep != null && ofStep.contains(work);
    }

    /** What waits for the same step as the earliest record of all. Whoever takes some removes them. */
    Optional<TreeSet<Work>> withEarliest() {
        bySteps.values().removeIf(TreeSet::isEmpty);
        return bySteps.values().stream().min(Comparator.comparingInt(works -> works.first().index));
    }
}
