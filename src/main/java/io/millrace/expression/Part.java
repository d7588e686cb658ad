package io.millrace.expression;

import org.jspecify.annotations.Nullable;

/** A part of an expression, which is evaluated for a change. It has no state, and is thread-safe. */
@FunctionalInterface
interface Part {

    /**
     * The value: a plain Java value as in an item, or the differences. All numbers are {@code BigDecimal}.
     *
     * @throws BrokenExpressionException if there is none
     */
    @Nullable
    Object of(Scope scope);
}
