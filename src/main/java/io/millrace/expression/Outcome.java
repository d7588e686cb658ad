package io.millrace.expression;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A possible result of a part of an expression. */
enum Outcome {
    TRUE("true or false"),
    FALSE("true or false"),
    NULL("null"),
    TEXT("a text"),
    NUMBER("a number"),
    MANY("a map or a list"),
    FAILURE("a failure");

    /** The kind, for messages. */
    private final String kind;

    Outcome(String kind) {
        this.kind = kind;
    }

    @Override
    public String toString() {
        return kind;
    }

    /** The kinds of the results other than failures, for messages. */
    static String kinds(Set<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome != FAILURE)
                .map(Outcome::toString)
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    /** Whether there may be a result, but neither true nor false. */
    static boolean isNoTruth(Set<Outcome> outcomes) {
        return !outcomes.contains(TRUE) && !outcomes.contains(FALSE) && !isOnly(FAILURE, outcomes);
    }

    static Set<Outcome> any() {
        return EnumSet.allOf(Outcome.class);
    }

    static boolean isOnly(Outcome outcome, Set<Outcome> outcomes) {
        return outcomes.equals(Set.of(outcome));
    }

    /** Whether some results are neither true nor false. */
    static boolean hasOthers(Set<Outcome> outcomes) {
        return outcomes.stream().anyMatch(outcome -> outcome != TRUE && outcome != FALSE);
    }
}
