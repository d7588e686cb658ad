package io.millrace.source;

import io.millrace.dispatch.Recurrence;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What keeps a stream from being read. Said once, and again when it is something else. */
final class ReadFailures {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);

    private final String table;
    private volatile @Nullable Problem shown;
    private @Nullable Problem ofThisPass;

    /**
     * What is wrong.
     *
     * @param reason what of it is the same each time
     */
    private record Problem(String text, String reason) {

        static Problem of(String text, Throwable cause) {
            return new Problem(text, Recurrence.of(cause, null).reason());
        }
    }

    ReadFailures(String table) {
        this.table = table;
    }

    /** Takes a step, and returns what it returns, or false if the stream can't be read. */
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

    /** Everything was tried once. */
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
