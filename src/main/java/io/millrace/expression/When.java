package io.millrace.expression;

import io.millrace.change.AbsentImageException;
import io.millrace.change.AttributeException;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.expression.Compiler.Compiled;
import io.millrace.routing.Condition;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelMessage;
import org.springframework.expression.spel.SpelParseException;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * A condition in Spring's expression language over {@code event}, {@code table}, {@code keys}, {@code old}, {@code
 * new} and {@code diff}. It is read-only: it has no types, beans, constructors or assignments. Its result depends
 * only on the change; its evaluation takes bounded time for any change.
 */
public final class When implements Condition {

    private final String text;
    private final Compiled expression;
    private final Prospects prospects;

    private When(String text, Compiled expression, Prospects prospects) {
        this.text = text;
        this.expression = expression;
        this.prospects = prospects;
    }

    /**
     * Parses an expression.
     *
     * @throws InvalidExpressionException if it is not an expression, or refers to unknown names
     */
    public static When parse(String text) {
        NewKeyword keyword = NewKeyword.in(text);
        try {
            SpelExpression expression = new SpelExpressionParser().parseRaw(keyword.hidden());
            return new When(
                    text,
                    Compiler.compile(expression.getAST(), keyword),
                    Prospects.of(text, expression.getAST(), keyword));
        } catch (ParseException e) {
            throw new InvalidExpressionException("'%s' is not an expression: at column %d %s%s"
                    .formatted(text, e.getPosition() + 1, keyword.shown(e.getSimpleMessage()), advice(e)));
        }
    }

    private static String advice(ParseException e) {
        boolean large = e instanceof SpelParseException problem
                && (problem.getMessageCode() == SpelMessage.NOT_AN_INTEGER
                        || problem.getMessageCode() == SpelMessage.NOT_A_LONG);
        return large ? ". Write it with a point: %s.0".formatted(((SpelParseException) e).getInserts()[0]) : "";
    }

    /**
     * @throws EvaluationException if it fails, or its value is neither true nor false; the message has no values of
     *     an item
     */
    @Override
    public boolean isMet(Change<Item> change) {
        Object value = value(change);
        if (value instanceof Boolean met) {
            return met;
        }
        throw new EvaluationException(
                "'%s' gives %s, which is neither true nor false".formatted(text, Values.kind(value)));
    }

    private @Nullable Object value(Change<Item> change) {
        try {
            return expression.part().of(Scope.of(change));
        } catch (BrokenExpressionException | AbsentImageException | AttributeException e) {
            throw broken(String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            throw broken("a value or a pattern is nested too deeply");
        } catch (RuntimeException e) {
            throw broken(e.getClass().getSimpleName());
        }
    }

    private EvaluationException broken(String how) {
        return new EvaluationException("'%s' fails: %s".formatted(text, how));
    }

    @Override
    public Condition.Result explain(Change<Item> change) {
        return new Condition.Result("when", isMet(change), text, "");
    }

    @Override
    public Set<Image> images(EventName event) {
        Set<Image> images = EnumSet.noneOf(Image.class);
        expression.names().forEach(name -> images.addAll(Image.named(name)));
        return expression.names().contains("diff") ? Image.of(event) : Image.of(event, images);
    }

    @Override
    public boolean canBeMet(EventName event) {
        return prospects.canBeMet(event);
    }

    /** Whether it fails for every change with this event name, because of an image that these don't have. */
    public boolean alwaysBreaks(EventName event) {
        return prospects.alwaysBreaks(event);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof When when && when.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The condition as written in the configuration. */
    @Override
    public String toString() {
        return "when " + text;
    }
}
