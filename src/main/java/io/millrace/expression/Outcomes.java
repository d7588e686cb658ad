package io.millrace.expression;

import static io.millrace.expression.Outcome.FAILURE;
import static io.millrace.expression.Outcome.FALSE;
import static io.millrace.expression.Outcome.MANY;
import static io.millrace.expression.Outcome.NULL;
import static io.millrace.expression.Outcome.NUMBER;
import static io.millrace.expression.Outcome.TEXT;
import static io.millrace.expression.Outcome.TRUE;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpEQ;
import org.springframework.expression.spel.ast.OpGE;
import org.springframework.expression.spel.ast.OpGT;
import org.springframework.expression.spel.ast.OpLE;
import org.springframework.expression.spel.ast.OpLT;
import org.springframework.expression.spel.ast.OpMultiply;
import org.springframework.expression.spel.ast.OpNE;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.OpPlus;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.OperatorBetween;
import org.springframework.expression.spel.ast.OperatorMatches;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.SpelNodeImpl;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.ast.VariableReference;

/**
 * Determines the possible results of an expression, for all changes. The set may be too large, but never too small.
 *
 * @param absent the names of the change that are null
 * @param inElement whether names are those of an element of a list
 */
record Outcomes(NewKeyword keyword, Set<String> absent, boolean inElement) {

    private static final Map<Class<?>, Set<Integer>> SIGNS =
            Map.of(OpLT.class, Set.of(-1), OpLE.class, Set.of(-1, 0), OpGT.class, Set.of(1), OpGE.class, Set.of(0, 1));

    Set<Outcome> of(SpelNode node) {
        if (node instanceof Literal literal) {
            return EnumSet.of(of(Literals.value(literal)));
        }
        if (node instanceof PropertyOrFieldReference reference) {
            return named(keyword.name(reference.getName()));
        }
        if (node instanceof CompoundExpression) {
            return path(node);
        }
        if (node instanceof InlineList || node instanceof InlineMap) {
            return EnumSet.of(MANY, FAILURE);
        }
        boolean combines = node instanceof Operator
                || node instanceof OperatorNot
                || node instanceof Ternary
                || node instanceof Elvis;
        return combines ? combined(node, of(node.getChild(0))) : Outcome.any();
    }

    private static Outcome of(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? TRUE : FALSE;
        }
        return value == null ? NULL : value instanceof BigDecimal ? NUMBER : TEXT;
    }

    private Set<Outcome> named(String name) {
        return switch (inElement ? "" : name) {
            case "table", "event" -> EnumSet.of(TEXT);
            case "keys", "diff" -> EnumSet.of(MANY);
            case "old", "new" -> absent.contains(name) ? EnumSet.of(NULL) : EnumSet.of(MANY, NULL);
            default -> Outcome.any();
        };
    }

    private Set<Outcome> path(SpelNode path) {
        boolean ofRoot = path.getChild(0) instanceof VariableReference root
                && root.toStringAST().equals("#root");
        Set<Outcome> outcomes = of(path.getChild(ofRoot ? 1 : 0)); // of an element, #root's names may be anything too
        for (int i = ofRoot ? 2 : 1; i < path.getChildCount(); i++) {
            outcomes = step(outcomes, path.getChild(i));
        }
        return outcomes;
    }

    private Set<Outcome> step(Set<Outcome> target, SpelNode step) {
        if (Outcome.isOnly(NULL, target)) {
            return EnumSet.of(((SpelNodeImpl) step).isNullSafe() ? NULL : FAILURE);
        }
        boolean fails = Outcome.isOnly(FAILURE, target)
                || step instanceof MethodReference
                        && children(step).stream().anyMatch(argument -> Outcome.isOnly(FAILURE, argument));
        return fails ? EnumSet.of(FAILURE) : Outcome.any();
    }

    private List<Set<Outcome>> children(SpelNode node) {
        return IntStream.range(0, node.getChildCount())
                .mapToObj(i -> of(node.getChild(i)))
                .toList();
    }

    /** The results of a part combined with those of the parts evaluated after it. */
    private Set<Outcome> combined(SpelNode node, Set<Outcome> first) {
        if (Outcome.isOnly(FAILURE, first)) {
            return first;
        }
        if (node instanceof OpAnd || node instanceof OpOr) {
            boolean and = node instanceof OpAnd;
            return logical(and ? TRUE : FALSE, and ? FALSE : TRUE, first, of(node.getChild(1)));
        }
        if (node instanceof OperatorNot) {
            Set<Outcome> negated = first.contains(TRUE) ? EnumSet.of(FALSE) : EnumSet.noneOf(Outcome.class);
            negated.addAll(first.contains(FALSE) ? EnumSet.of(TRUE) : Set.of());
            return withFailure(negated, Outcome.hasOthers(first));
        }
        if (node instanceof Ternary) {
            Set<Outcome> chosen = EnumSet.noneOf(Outcome.class);
            chosen.addAll(first.contains(TRUE) ? of(node.getChild(1)) : Set.of());
            chosen.addAll(first.contains(FALSE) ? of(node.getChild(2)) : Set.of());
            return withFailure(chosen, Outcome.hasOthers(first));
        }
        if (node instanceof Elvis) {
            Set<Outcome> chosen = EnumSet.copyOf(first);
            chosen.addAll(chosen.remove(NULL) || first.contains(TEXT) ? of(node.getChild(1)) : Set.of());
            return chosen;
        }
        return node.getChildCount() == 1 ? EnumSet.of(NUMBER, FAILURE) : operator(node, first, of(node.getChild(1)));
    }

    /**
     * The outcomes of {@code and} or {@code or}.
     *
     * @param on the result after which the other side is evaluated
     * @param end the result after which it isn't
     */
    private static Set<Outcome> logical(Outcome on, Outcome end, Set<Outcome> one, Set<Outcome> other) {
        Set<Outcome> outcomes = one.contains(end) ? EnumSet.of(end) : EnumSet.noneOf(Outcome.class);
        if (one.contains(on)) {
            outcomes.addAll(other);
            outcomes.retainAll(EnumSet.of(TRUE, FALSE));
        }
        return withFailure(outcomes, Outcome.hasOthers(one) || one.contains(on) && Outcome.hasOthers(other));
    }

    private static Set<Outcome> operator(SpelNode node, Set<Outcome> one, Set<Outcome> other) {
        boolean textOfNull = node instanceof OperatorMatches && Outcome.isOnly(NULL, one);
        if (Outcome.isOnly(FAILURE, other) || textOfNull) {
            return EnumSet.of(FAILURE);
        }
        boolean failure = one.contains(FAILURE) || other.contains(FAILURE);
        if (node instanceof OpEQ || node instanceof OpNE) {
            return withFailure(equality(node instanceof OpEQ, one, other), failure);
        }
        if (SIGNS.containsKey(node.getClass())) {
            return withFailure(comparison(SIGNS.get(node.getClass()), one, other), true);
        }
        if (node instanceof OperatorMatches || node instanceof OperatorBetween) {
            return EnumSet.of(TRUE, FALSE, FAILURE);
        }
        boolean mayBeText = node instanceof OpPlus || node instanceof OpMultiply;
        return mayBeText ? EnumSet.of(TEXT, NUMBER, FAILURE) : EnumSet.of(NUMBER, FAILURE);
    }

    private static Set<Outcome> equality(boolean equal, Set<Outcome> one, Set<Outcome> other) {
        Set<Outcome> common = EnumSet.copyOf(one);
        common.retainAll(other);
        common.remove(FAILURE);
        boolean same = !common.isEmpty();
        boolean different = !(one.equals(other) && (Outcome.isOnly(NULL, one) || Outcome.isOnly(TRUE, one)));
        return truths(equal ? same : different, equal ? different : same);
    }

    /** Null is less than any other value, and equal to itself. */
    private static Set<Outcome> comparison(Set<Integer> met, Set<Outcome> one, Set<Outcome> other) {
        Set<Integer> signs = Outcome.isOnly(NULL, one)
                ? Set.of(-1, 0)
                : Outcome.isOnly(NULL, other) ? Set.of(0, 1) : Set.of(-1, 0, 1);
        return truths(signs.stream().anyMatch(met::contains), !met.containsAll(signs));
    }

    private static Set<Outcome> truths(boolean yes, boolean no) {
        Set<Outcome> truths = yes ? EnumSet.of(TRUE) : EnumSet.noneOf(Outcome.class);
        truths.addAll(no ? EnumSet.of(FALSE) : Set.of());
        return truths;
    }

    private static Set<Outcome> withFailure(Set<Outcome> outcomes, boolean failure) {
        outcomes.addAll(failure ? EnumSet.of(FAILURE) : Set.of());
        return outcomes;
    }
}
