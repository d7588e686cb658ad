package io.millrace.expression;

import io.millrace.change.Item;
import io.millrace.expression.Compiler.Truth;
import io.millrace.expression.Methods.Call;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.SpelNodeImpl;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.VariableReference;

/** Compiles paths of names, list indexes and methods. */
final class PathCompiler {

    private final Compiler compiler;

    PathCompiler(Compiler compiler) {
        this.compiler = compiler;
    }

    /** One step of a path, from the current value. */
    private interface Step {
        @Nullable
        Object of(Object target, Scope scope);
    }

    Part path(SpelNode path) {
        int next = 1;
        SpelNode first = path.getChild(0);
        boolean ofRoot = first instanceof VariableReference
                && first.toStringAST().equals("#root")
                && path.getChild(1) instanceof PropertyOrFieldReference;
        Part part = ofRoot ? compiler.named(name(path.getChild(next++))) : compiler.part(first);
        String text = compiler.shown(ofRoot ? "#root." + name(path.getChild(1)) : first.toStringAST());
        for (; next < path.getChildCount(); next++) {
            SpelNode node = path.getChild(next);
            part = step(part, text, node);
            text += joint(node) + shown(node);
        }
        return part;
    }

    private String name(SpelNode reference) {
        return compiler.name((PropertyOrFieldReference) reference);
    }

    /**
     * A part and a step after it.
     *
     * @param text the part's text, for messages
     */
    Part step(Part part, String text, SpelNode node) {
        Step step = step(text, node);
        boolean nullSafe = ((SpelNodeImpl) node).isNullSafe();
        String missing = "'%s' is null here, and has no '%s'; '%1$s?.%2$s' is null then".formatted(text, shown(node));
        return scope -> {
            Object target = part.of(scope);
            if (target == null && !nullSafe) {
                throw new BrokenExpressionException(missing);
            }
            return target == null ? null : step.of(target, scope);
        };
    }

    private Step step(String text, SpelNode node) {
        if (node instanceof PropertyOrFieldReference reference) {
            String name = compiler.name(reference);
            return (target, scope) -> map(target, text, name).get(name);
        }
        if (node instanceof Indexer) {
            return place(text, node.getChild(0));
        }
        if (node instanceof MethodReference method) {
            return method(method);
        }
        if (node instanceof Projection) {
            Part each = compiler.ofElements().part(node.getChild(0));
            return (target, scope) -> Elements.projected(target, scope, each);
        }
        if (node instanceof Selection selection) {
            Truth wanted = compiler.ofElements().truth(node.getChild(0), "?[]");
            char which = selection.toStringAST().charAt(0);
            return (target, scope) -> Elements.selected(target, scope, wanted, which);
        }
        throw compiler.refused(node);
    }

    private static Map<?, ?> map(Object target, String text, String name) {
        if (target instanceof Map<?, ?> map) {
            return map;
        }
        throw new BrokenExpressionException(
                "'%s' is %s, and has no attribute '%s'".formatted(text, Values.kind(target), name));
    }

    /** A name in brackets is a key of a map, as in quotes. */
    private Step place(String text, SpelNode index) {
        if (index instanceof PropertyOrFieldReference reference) {
            String name = compiler.name(reference);
            return (target, scope) -> map(target, text, name).get(name);
        }
        Part place = compiler.part(index);
        return (target, scope) -> at(target, place.of(scope), text, scope.steps());
    }

    private static @Nullable Object at(Object target, @Nullable Object place, String text, Steps steps) {
        if (target instanceof Map<?, ?> map) {
            return map.get(Values.text(place));
        }
        try {
            if (target instanceof String string) {
                return String.valueOf(string.charAt(Values.whole(place)));
            }
            if (target instanceof Collection<?> elements) {
                return ManyMethods.at(elements, Values.whole(place), steps);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new BrokenExpressionException("'%s' has no such index".formatted(text));
        }
        throw new BrokenExpressionException("'%s' is %s, and has no indexes".formatted(text, Values.kind(target)));
    }

    private Step method(MethodReference method) {
        String name = compiler.name(method.getName());
        if (!Methods.names().contains(name)) {
            throw new InvalidExpressionException(
                    "there is no method '%s'; there are %s".formatted(name, Methods.names()));
        }
        if (name.equals("changed") && method.getChildCount() == 1 && method.getChild(0) instanceof StringLiteral path) {
            requirePath(String.valueOf(Literals.value(path)));
        }
        List<Part> arguments = compiler.children(method);
        return (target, scope) ->
                Methods.call(name, new Call(target, Compiler.values(arguments, scope), scope.steps()));
    }

    private static void requirePath(String path) {
        try {
            Item.of(Map.of()).has(path);
        } catch (IllegalArgumentException e) {
            throw new InvalidExpressionException(String.valueOf(e.getMessage()));
        }
    }

    private String shown(SpelNode node) {
        return compiler.shown(node.toStringAST());
    }

    private static String joint(SpelNode node) {
        if (((SpelNodeImpl) node).isNullSafe()) {
            return "?.";
        }
        return node instanceof Indexer ? "" : ".";
    }
}
