package io.millrace.expression;

import java.util.Set;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpDec;
import org.springframework.expression.spel.ast.OpInc;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;

/** Finds what an expression asks for in vain, before there is a change to try it on. */
final class ExpressionCheck {

    private static final Set<Class<?>> FORBIDDEN = Set.of(
            TypeReference.class,
            BeanReference.class,
            ConstructorReference.class,
            FunctionReference.class,
            Assign.class,
            OpInc.class,
            OpDec.class);

    private ExpressionCheck() {}

    /** @throws InvalidExpressionException if there is something that a condition can't have */
    static void check(SpelNode expression) {
        check(expression, true);
    }

    /**
     * @param outer whether names there are of the change, and not of a value or an element
     */
    private static void check(SpelNode node, boolean outer) {
        if (FORBIDDEN.contains(node.getClass())) {
            throw new InvalidExpressionException(
                    "'%s' is more than a condition may do: it reads %s, and has no types, beans, constructors, functions or assignments"
                            .formatted(NewKeyword.shown(node.toStringAST()), View.NAMES));
        }
        if (outer) {
            checkName(node);
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            check(node.getChild(i), isOuter(node, i, outer));
        }
    }

    private static boolean isOuter(SpelNode parent, int child, boolean outer) {
        if (parent instanceof Projection || parent instanceof Selection) {
            return false;
        }
        return parent instanceof MethodReference || outer && !(parent instanceof CompoundExpression && child > 0);
    }

    private static void checkName(SpelNode node) {
        if (node instanceof PropertyOrFieldReference name && !View.NAMES.contains(NewKeyword.shown(name.getName()))) {
            throw new InvalidExpressionException(
                    "there is no '%s'; a condition reads %s".formatted(NewKeyword.shown(name.getName()), View.NAMES));
        }
        if (node instanceof VariableReference variable && !isElement(variable)) {
            throw new InvalidExpressionException("there is no '%s'; names stand without #, and are %s"
                    .formatted(variable.toStringAST(), View.NAMES));
        }
    }

    private static boolean isElement(VariableReference variable) {
        return Set.of("#this", "#root").contains(variable.toStringAST());
    }
}
