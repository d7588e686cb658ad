package io.millrace.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows where a file is broken in place of a stack trace. */
final class BrokenFileFailureAnalyzer extends AbstractFailureAnalyzer<BrokenFileException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BrokenFileException cause) {
        return new FailureAnalysis(cause.getMessage(), "Correct the file and start again.", cause);
    }
}
