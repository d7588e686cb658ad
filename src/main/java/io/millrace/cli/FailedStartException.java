package io.millrace.cli;

import org.springframework.boot.diagnostics.FailureAnalysis;

/** The application can't start. The message says why, and what to do. */
final class FailedStartException extends RuntimeException {

    FailedStartException(FailureAnalysis analysis, RuntimeException cause) {
        super(text(analysis), cause);
    }

    private static String text(FailureAnalysis analysis) {
        String description = analysis.getDescription().stripTrailing();
        return analysis.getAction() == null ? description : "%s%n%n%s".formatted(description, analysis.getAction());
    }
}
