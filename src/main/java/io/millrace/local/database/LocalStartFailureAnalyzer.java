package io.millrace.local.database;

import io.millrace.local.dynoxide.LocalStartException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports why the local database does not start, without a stack. */
final class LocalStartFailureAnalyzer extends AbstractFailureAnalyzer<LocalStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LocalStartException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
