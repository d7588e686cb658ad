package io.millrace.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.VariableReference;

/**
 * Compiles the syntax tree of Spring's parser. Spring's own evaluation is not used: it depends on earlier evaluations
 * (a cached accessor reads {@code null} from absent values), rounds according to the notation of its operands, and
 * treats {@code 5} and {@code 5.0} as different. Here, the result depends only on the change.
 */
final class Compiler {

    private final NewKeyword keyword;
    private final Set<String> names;
    private final boolean inElement;

    private Compiler(NewKeyword keyword, Set<String> names, boolean inElement) {
        this.keyword = keyword;
        this.names = names;
        this.inElement = inElement;
    }

    /**
     * A compiled expression.
     *
     * @param names the names of the change that it reads
     */
    record Compiled(Part part, Set<String> names) {}

    /** @throws InvalidExpressionException if it has a construct that a condition does not allow */
    static Compiled compile(SpelNode expression, NewKeyword keyword) {
        Compiler compiler = new Compiler(keyword, new TreeSet<>(), false);
        Part part = compiler.part(expression);
        return new Compiled(part, compiler.names);
    }

    /** The compiler for expressions over an element of a list. */
    Compiler ofElements() {
        return new Compiler(keyword, names, true);
    }

    Part part(SpelNode node) {
        if (node instanceof Literal literal) {
            Object value = Literals.value(literal);
            return scope -> value;
        }
        if (node instanceof CompoundExpression) {
            return new PathCompiler(this).path(node);
        }
        if (node instanceof InlineList) {
            List<Part> elements = children(node);
            return scope -> values(elements, scope);
        }
        if (node instanceof InlineMap) {
            return map(node);
        }
        return new OperatorCompiler(this).find(node).orElseGet(() -> first(node));
    }

    /** A part whose value is true or false, or that fails. */
    interface Truth {
        boolean of(Scope scope);
    }

    private Part map(SpelNode node) {
        Map<Part, Part> entries = new LinkedHashMap<>();
        for (int i = 0; i < node.getChildCount(); i += 2) {
            SpelNode key = node.getChild(i);
            String name = key instanceof PropertyOrFieldReference reference ? name(reference) : null;
            entries.put(name == null ? part(key) : scope -> name, part(node.getChild(i + 1)));
        }
        return scope -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            entries.forEach((key, value) -> map.put(Values.text(key.of(scope)), value.of(scope)));
            return map;
        };
    }

    /** The start of a path: a name of the change, or a property of an element. */
    private Part first(SpelNode node) {
        if (node instanceof VariableReference variable) {
            return variable(variable.toStringAST());
        }
        if (inElement && (node instanceof PropertyOrFieldReference || node instanceof MethodReference)) {
            return new PathCompiler(this).step(Scope::element, "#this", node);
        }
        if (node instanceof PropertyOrFieldReference name) {
            return named(name(name));
        }
        throw refused(node);
    }

    private Part variable(String name) {
        if (name.equals("#this") && inElement) {
            return Scope::element;
        }
        throw new InvalidExpressionException(
                "there is no '%s'; names are written without #, and are %s".formatted(shown(name), Names.ALL));
    }

    /** A name of the change. */
    Part named(String name) {
        if (!Names.ALL.contains(name)) {
            throw new InvalidExpressionException("there is no '%s'; a condition reads %s".formatted(name, Names.ALL));
        }
        names.add(name);
        return scope -> scope.get(name);
    }

    /**
     * A part whose value is true or false.
     *
     * @param operator the operator that requires this
     */
    Truth truth(SpelNode node, String operator) {
        Part part = part(node);
        String problem = "'%s' is %%s, and '%s' needs true or false"
                .formatted(shown(node.toStringAST()).replace("%", "%%"), operator);
        Set<Outcome> outcomes = new Outcomes(keyword, Set.of(), inElement).of(node);
        if (Outcome.isNoTruth(outcomes)) {
            throw new InvalidExpressionException(problem.formatted(Outcome.kinds(outcomes)));
        }
        return scope -> {
            Object value = part.of(scope);
            if (value instanceof Boolean truth) {
                return truth;
            }
            throw new BrokenExpressionException(problem.formatted(Values.kind(value)));
        };
    }

    List<Part> children(SpelNode node) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < node.getChildCount(); i++) {
            parts.add(part(node.getChild(i)));
        }
        return parts;
    }

    static List<@Nullable Object> values(List<Part> parts, Scope scope) {
        List<@Nullable Object> values = new ArrayList<>(parts.size());
        parts.forEach(part -> values.add(part.of(scope)));
        return values;
    }

    String name(PropertyOrFieldReference reference) {
        return name(reference.getName());
    }

    String name(String parsed) {
        return keyword.name(parsed);
    }

    String shown(String text) {
        return keyword.shown(text);
    }

    InvalidExpressionException refused(SpelNode node) {
        return new InvalidExpressionException(
                "'%s' is not allowed in a condition, which reads %s, and has no types, beans, constructors, functions or assignments"
                        .formatted(shown(node.toStringAST()), Names.ALL));
    }
}
