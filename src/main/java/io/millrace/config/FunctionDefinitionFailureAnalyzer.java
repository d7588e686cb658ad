package io.millrace.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a wrong function definition in place of a stack trace. */
final class FunctionDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<InvalidFunctionDefinitionException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidFunctionDefinitionException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set spring.cloud.function.definition (SPRING_CLOUD_FUNCTION_DEFINITION on Lambda) to one of these, or leave it out.",
                cause);
    }
}
