package io.millrace.cli;

import java.util.function.Supplier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Hands what Spring Boot finds out about a failed start to the command that starts the application. Spring Boot makes this object
 * itself and reports in the thread that starts, so that the thread is all that both know.
 */
final class StartReport implements FailureAnalysisReporter {

    private static final ThreadLocal<FailureAnalysis> FOUND = new ThreadLocal<>();

    /** @throws FailedStartException with what is found out */
    static <T> T watched(Supplier<T> start) {
        FOUND.remove();
        try {
            return start.get();
        } catch (RuntimeException e) {
            FailureAnalysis found = FOUND.get();
            throw found == null ? e : new FailedStartException(found, e);
        } finally {
            FOUND.remove();
        }
    }

    @Override
    public void report(FailureAnalysis analysis) {
        FOUND.set(analysis);
    }
}
