package io.millrace.expression;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.ast.FloatLiteral;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.RealLiteral;

/** The literals of an expression: strings, exact numbers, true, false and null. */
final class Literals {

    private Literals() {}

    static @Nullable Object value(Literal literal) {
        if (literal instanceof RealLiteral || literal instanceof FloatLiteral) {
            return decimal(String.valueOf(literal.getOriginalValue()));
        }
        Object value = literal.getLiteralValue().getValue();
        return value instanceof Number number ? BigDecimal.valueOf(number.longValue()) : value;
    }

    private static BigDecimal decimal(String written) {
        try {
            return Arithmetic.bounded(new BigDecimal(written.replaceFirst("[fFdD]$", "")));
        } catch (BrokenExpressionException e) {
            throw new InvalidExpressionException("'%s' is too large or too small for a number".formatted(written));
        }
    }
}
