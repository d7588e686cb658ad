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

    /** Where a name stands decides what it is of. */
    private enum Scope {
        /** Of the change. */
        CHANGE,
        /** Of the value before it; what is in its brackets and parentheses is of the change. */
        VALUE,
        /** Of an element of a list, to the last bracket. */
        ELEMENT
    }

    /** @throws InvalidExpressionException if there is something that a condition can't have */
    static void check(SpelNode expression) {
        check(expression, Scope.CHANGE);
    }

    private static void check(SpelNode node, Scope scope) {
        if (FORBIDDEN.contains(node.getClass())) {
            throw new InvalidExpressionException(
                    "'%s' is more than a condition may do: it reads %s, and has no types, beans, constructors, functions or assignments"
                            .formatted(NewKeyword.shown(node.toStringAST()), View.NAMES));
        }
        if (scope == Scope.CHANGE) {
            checkName(node);
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            check(node.getChild(i), scope(node, i, scope));
        }
    }

    private static Scope scope(SpelNode parent, int child, Scope scope) {
        if (scope == Scope.ELEMENT || parent instanceof Projection || parent instanceof Selection) {
            return Scope.ELEMENT;
        }
        if (parent instanceof MethodReference) {
            return Scope.CHANGE;
        }
        return parent instanceof CompoundExpression && child > 0 ? Scope.VALUE : scope;
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
