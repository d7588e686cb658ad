package io.millrace.config;

import io.millrace.function.TableFunction;
import io.millrace.handler.Handler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells of the name of a table or a handler under which somebody else looks for a bean of his own. */
final class BeanTypeFailureAnalyzer extends AbstractFailureAnalyzer<BeanNotOfRequiredTypeException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanNotOfRequiredTypeException cause) {
        boolean table = TableFunction.class.isAssignableFrom(cause.getActualType());
        if (!table && !Handler.class.isAssignableFrom(cause.getActualType())) {
            return null;
        }
        return new FailureAnalysis(
                "%s.%s: the name is that of a bean too, and a %s is looked for under it."
                        .formatted(
                                table ? TablesReader.TABLES : ReadyMade.HANDLERS,
                                cause.getBeanName(),
                                cause.getRequiredType().getName()),
                table ? "Give the table another id." : "Give the handler another name.",
                cause);
    }
}
