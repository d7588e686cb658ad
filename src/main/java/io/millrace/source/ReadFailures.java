package io.millrace.source;

import io.millrace.dispatch.Recurrence;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Logs why a stream can't be read, once for each reason. Reads are tried in passes, by one thread at a time. */
final class ReadFailures {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);

    private final String table;
    private volatile @Nullable Problem shown;
    private @Nullable Problem ofThisPass;

    /**
     * Why a stream can't be read.
     *
     * @param reason the part of the text that is the same each time
     */
    private record Problem(String text, String reason) {

        static Problem of(String text, Throwable cause) {
            return new Problem(text, Recurrence.of(cause, null).reason());
        }
    }

    ReadFailures(String table) {
        this.table = table;
    }

    /** Tries a step and returns its result, or false if the stream can't be read. */
    boolean attempt(BooleanSupplier step) {
        try {
            return step.getAsBoolean();
        } catch (ResourceNotFoundException e) {
            String problem = "there is no such table, or it has no stream; waiting for it";
            note(new Problem(problem, problem));
        } catch (SdkException e) {
            note(Problem.of("its stream can't be read just now: " + e.getMessage(), e));
        } catch (Throwable e) {
            Problem problem = Problem.of("its stream can't be read: " + e, e);
            if (!isShown(problem)) {
                log.error("Table '{}': its stream can't be read", table, e);
            }
            ofThisPass = problem;
        }
        return false;
    }

    private void note(Problem problem) {
        if (!isShown(problem) && ofThisPass == null) {
            log.warn("Table '{}': {}", table, problem.text());
        }
        ofThisPass = problem;
    }

    private boolean isShown(Problem problem) {
        Problem known = shown;
        return known != null && known.reason().equals(problem.reason());
    }

    /** Ends a pass, in which each step was tried once. */
    void endPass() {
        shown = ofThisPass;
        ofThisPass = null;
    }

    boolean any() {
        return shown != null;
    }

    @Nullable
    String text() {
        Problem known = shown;
        return known == null ? null : known.text();
    }
}
