package io.millrace.dispatch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The works that wait for a step for many, by step, in the order of the batch. */
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

    /** Returns the works that wait for the same step as the earliest one. The caller removes those it takes. */
    Optional<TreeSet<Work>> withEarliest() {
        bySteps.values().removeIf(TreeSet::isEmpty);
        return bySteps.values().stream().min(Comparator.comparingInt(works -> works.first().index));
    }
}
