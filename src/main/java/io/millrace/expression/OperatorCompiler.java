package io.millrace.expression;

import static java.util.Map.entry;

import io.millrace.expression.Compiler.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpDivide;
import org.springframework.expression.spel.ast.OpEQ;
import org.springframework.expression.spel.ast.OpGE;
import org.springframework.expression.spel.ast.OpGT;
import org.springframework.expression.spel.ast.OpLE;
import org.springframework.expression.spel.ast.OpLT;
import org.springframework.expression.spel.ast.OpMinus;
import org.springframework.expression.spel.ast.OpModulus;
import org.springframework.expression.spel.ast.OpMultiply;
import org.springframework.expression.spel.ast.OpNE;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.OpPlus;
import org.springframework.expression.spel.ast.OperatorBetween;
import org.springframework.expression.spel.ast.OperatorMatches;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.OperatorPower;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.Ternary;

/** Compiles operators. */
final class OperatorCompiler {

    private static final Map<Class<?>, Binary> BINARY = Map.ofEntries(
            entry(OpEQ.class, (one, other, steps) -> Values.same(one, other, steps)),
            entry(OpNE.class, (one, other, steps) -> !Values.same(one, other, steps)),
            entry(OpLT.class, (one, other, steps) -> Values.compare(one, other) < 0),
            entry(OpLE.class, (one, other, steps) -> Values.compare(one, other) <= 0),
            entry(OpGT.class, (one, other, steps) -> Values.compare(one, other) > 0),
            entry(OpGE.class, (one, other, steps) -> Values.compare(one, other) >= 0),
            entry(OpPlus.class, Arithmetic::plus),
            entry(OpMinus.class, (one, other, steps) -> Arithmetic.minus(one, other)),
            entry(OpMultiply.class, Arithmetic::times),
            entry(OpDivide.class, (one, other, steps) -> Arithmetic.dividedBy(one, other)),
            entry(OpModulus.class, (one, other, steps) -> Arithmetic.modulo(one, other)),
            entry(OperatorPower.class, (one, other, steps) -> Arithmetic.toThePower(one, other)),
            entry(OperatorBetween.class, (one, other, steps) -> between(one, other)),
            entry(
                    OperatorMatches.class,
                    (one, other, steps) -> Patterns.matches(Values.text(one), Values.text(other), steps)));

    private final Compiler compiler;

    OperatorCompiler(Compiler compiler) {
        this.compiler = compiler;
    }

    private interface Binary {
        Object of(@Nullable Object one, @Nullable Object other, Steps steps);
    }

    /** The compiled operator; empty for any other node. */
    Optional<Part> find(SpelNode node) {
        if (node instanceof OpAnd || node instanceof OpOr) {
            return Optional.of(logical(node, node instanceof OpAnd));
        }
        if (node instanceof OperatorNot) {
            Truth negated = compiler.truth(node.getChild(0), "!");
            return Optional.of(scope -> !negated.of(scope));
        }
        if (node instanceof Ternary) {
            return Optional.of(ternary(node));
        }
        if (node instanceof Elvis) {
            return Optional.of(elvis(compiler.children(node)));
        }
        return Optional.ofNullable(BINARY.get(node.getClass())).map(binary -> arithmetic(node, binary));
    }

    private Part logical(SpelNode node, boolean and) {
        String operator = and ? "and" : "or";
        Truth one = compiler.truth(node.getChild(0), operator);
        Truth other = compiler.truth(node.getChild(1), operator);
        return scope -> one.of(scope) == and ? other.of(scope) : !and;
    }

    private Part ternary(SpelNode node) {
        Truth condition = compiler.truth(node.getChild(0), "?");
        Part met = compiler.part(node.getChild(1));
        Part unmet = compiler.part(node.getChild(2));
        return scope -> (condition.of(scope) ? met : unmet).of(scope);
    }

    private static Part elvis(List<Part> parts) {
        return scope -> {
            Object value = parts.get(0).of(scope);
            return value == null || value.equals("") ? parts.get(1).of(scope) : value;
        };
    }

    private Part arithmetic(SpelNode node, Binary binary) {
        Part one = compiler.part(node.getChild(0));
        if (node.getChildCount() == 1) {
            boolean negative = node instanceof OpMinus;
            return scope -> negative ? Values.number(one.of(scope)).negate() : Values.number(one.of(scope));
        }
        if (node instanceof OperatorMatches && node.getChild(1) instanceof StringLiteral regex) {
            Pattern pattern = pattern(String.valueOf(Literals.value(regex)));
            return scope -> Patterns.matches(Values.text(one.of(scope)), pattern, scope.steps());
        }
        Part other = compiler.part(node.getChild(1));
        if ((node instanceof OpEQ || node instanceof OpNE) && hasList(node)) {
            boolean same = node instanceof OpEQ;
            return scope -> Values.sameAsListed(one.of(scope), other.of(scope), scope.steps()) == same;
        }
        return scope -> binary.of(one.of(scope), other.of(scope), scope.steps());
    }

    private static boolean hasList(SpelNode node) {
        return node.getChild(0) instanceof InlineList || node.getChild(1) instanceof InlineList;
    }

    private static Pattern pattern(String regex) {
        try {
            return Patterns.compile(regex);
        } catch (BrokenExpressionException e) {
            throw new InvalidExpressionException("'%s': %s".formatted(regex, e.getMessage()));
        }
    }

    private static boolean between(@Nullable Object value, @Nullable Object bounds) {
        if (bounds instanceof List<?> list && list.size() == 2) {
            return Values.compare(value, list.get(0)) >= 0 && Values.compare(value, list.get(1)) <= 0;
        }
        throw new BrokenExpressionException("'between' takes a list of two: {1, 5}");
    }
}
