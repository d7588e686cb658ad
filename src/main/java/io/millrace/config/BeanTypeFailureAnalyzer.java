package io.millrace.config;

import io.millrace.function.TableFunction;
import io.millrace.handler.Handler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that fails because a table or a handler has the name of a bean that another component looks up. */
final class BeanTypeFailureAnalyzer extends AbstractFailureAnalyzer<BeanNotOfRequiredTypeException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanNotOfRequiredTypeException cause) {
        boolean table = TableFunction.class.isAssignableFrom(cause.getActualType());
        if (!table && !Handler.class.isAssignableFrom(cause.getActualType())) {
            return null;
        }
        return new FailureAnalysis(
                "%s.%s: another component looks up a bean of type %s under this name."
                        .formatted(
                                table ? TablesReader.TABLES : ReadyMade.HANDLERS,
                                cause.getBeanName(),
                                cause.getRequiredType().getName()),
                table ? "Give the table another id." : "Give the handler another name.",
                cause);
    }
}
