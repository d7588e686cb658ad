package io.millrace.cli;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Hands what Spring Boot finds out about a failed start to the command that starts the application. Spring Boot makes this object
 * itself and reports in the thread that starts, so that the thread is all that both know.
 */
final class StartReport implements FailureAnalysisReporter {

    private static final ThreadLocal<@Nullable AtomicReference<@Nullable FailureAnalysis>> WATCHED =
            new ThreadLocal<>();

    /** @throws FailedStartException with what is found out */
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

    /** Of a start that no command watches nothing is kept. */
    @Override
    public void report(FailureAnalysis analysis) {
        AtomicReference<@Nullable FailureAnalysis> found = WATCHED.get();
        if (found != null) {
            found.set(analysis);
        }
    }
}
