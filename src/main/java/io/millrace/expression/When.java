package io.millrace.expression;

import io.millrace.change.AbsentImageException;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.routing.Condition;
import io.millrace.routing.Verdict;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelMessage;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * A condition in Spring's expression language over {@link View}. It reads and can do nothing else: no types, no beans, no
 * constructors, no assignments.
 */
public final class When implements Condition {

    /** Messages that name types, attributes and methods alone. */
    private static final Set<SpelMessage> NAMES_NO_VALUE = Set.of(
            SpelMessage.METHOD_NOT_FOUND,
            SpelMessage.METHOD_CALL_ON_NULL_OBJECT_NOT_ALLOWED,
            SpelMessage.PROPERTY_OR_FIELD_NOT_READABLE,
            SpelMessage.PROPERTY_OR_FIELD_NOT_READABLE_ON_NULL,
            SpelMessage.NOT_COMPARABLE,
            SpelMessage.OPERATOR_NOT_SUPPORTED_BETWEEN_TYPES,
            SpelMessage.CANNOT_INDEX_INTO_NULL_VALUE,
            SpelMessage.COLLECTION_INDEX_OUT_OF_BOUNDS);

    private final String text;
    private final SpelExpression expression;

    private When(String text, SpelExpression expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * Parses an expression.
     *
     * @throws InvalidExpressionException if it is none, or asks for what there is not
     */
    public static When parse(String text) {
        try {
            SpelExpression expression = new SpelExpressionParser().parseRaw(NewKeyword.hidden(text));
            ExpressionCheck.check(expression.getAST());
            return new When(text, expression);
        } catch (ParseException e) {
            throw new InvalidExpressionException("'%s' is no expression: at column %d %s"
                    .formatted(text, e.getPosition() + 1, NewKeyword.shown(e.getSimpleMessage())));
        }
    }

    /** @throws EvaluationException if it breaks, or gives neither true nor false */
    @Override
    public boolean isMet(Change<Item> change) {
        Object value = value(change);
        if (value instanceof Boolean met) {
            return met;
        }
        throw new EvaluationException("'%s' gives %s, which is neither true nor false"
                .formatted(
                        text, value == null ? "null" : "a " + value.getClass().getSimpleName()));
    }

    /** What breaks is told without its cause and without values: those belong to an item. */
    private @Nullable Object value(Change<Item> change) {
        try {
            return expression.getValue(ViewContext.INSTANCE, View.of(change));
        } catch (SpelEvaluationException e) {
            throw broken(
                    NAMES_NO_VALUE.contains(e.getMessageCode())
                            ? NewKeyword.shown(Objects.toString(e.getSimpleMessage()))
                            : e.getMessageCode().name());
        } catch (AbsentImageException e) {
            throw broken(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw broken(e.getClass().getSimpleName());
        }
    }

    private EvaluationException broken(String how) {
        return new EvaluationException("'%s' breaks: %s".formatted(text, how));
    }

    @Override
    public Verdict explain(Change<Item> change) {
        return new Verdict("when", isMet(change), text, "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof When when && when.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The condition as it is written. */
    @Override
    public String toString() {
        return "when " + text;
    }
}
