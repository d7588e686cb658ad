package io.millrace.expression;

import org.jspecify.annotations.Nullable;

/** A part of an expression: what it comes to for a change. It keeps nothing, and any thread may ask. */
@FunctionalInterface
interface Part {

    /**
     * The value, a plain Java value as of an item, or the differences; all numbers are {@code BigDecimal}.
     *
     * @throws BrokenExpressionException if there is none
     */
    @Nullable
    Object of(Scope scope);
}
