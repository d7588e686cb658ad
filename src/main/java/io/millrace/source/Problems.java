package io.millrace.source;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What keeps a stream from being read. Said once, and again when it is something else. */
final class Problems {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);

    private final String table;
    private volatile @Nullable String shown;
    private @Nullable String ofThisPass;

    Problems(String table) {
        this.table = table;
    }

    /** Takes a step, and returns what it returns, or false if the stream can't be read. */
    boolean attempt(BooleanSupplier step) {
        try {
            return step.getAsBoolean();
        } catch (ResourceNotFoundException e) {
            note("there is no such table, or it has no stream; waiting for it");
        } catch (SdkException e) {
            note("its stream can't be read just now: " + e.getMessage());
        } catch (Throwable e) {
            String problem = "its stream can't be read: " + e;
            if (!problem.equals(shown)) {
                log.error("Table '{}': its stream can't be read", table, e);
            }
            ofThisPass = problem;
        }
        return false;
    }

    private void note(String problem) {
        if (!problem.equals(shown) && ofThisPass == null) {
            log.warn("Table '{}': {}", table, problem);
        }
        ofThisPass = problem;
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
        return shown;
    }
}
