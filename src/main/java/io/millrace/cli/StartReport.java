package io.millrace.cli;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Passes Spring Boot's analysis of a failed start to the command that starts the application. Spring Boot creates this object
 * and reports in the thread of the start, so that a thread-local variable connects the two.
 */
final class StartReport implements FailureAnalysisReporter {

    private static final ThreadLocal<@Nullable AtomicReference<@Nullable FailureAnalysis>> WATCHED =
            new ThreadLocal<>();

    /** @throws FailedStartException with the analysis, if Spring Boot has one */
    static <T> T watched(Supplier<T> start) {
        AtomicReference<@Nullable FailureAnalysis> found = new AtomicReference<>();
        WATCHED.set(found);
        try {
            return start.get();
        } catch (RuntimeException e) {
            FailureAnalysis analysis = found.get();
            throw analysis == null ? e : new FailedStartException(analysis, e);
        } finally {
            WATCHED.remove();
        }
    }

    /** Drops the analysis of a start that no command watches. */
    @Override
    public void report(FailureAnalysis analysis) {
        AtomicReference<@Nullable FailureAnalysis> found = WATCHED.get();
        if (found != null) {
            found.set(analysis);
        }
    }
}
