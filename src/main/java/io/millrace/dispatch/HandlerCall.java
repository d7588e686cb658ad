package io.millrace.dispatch;

import io.millrace.time.Deadline;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;

/**
 * Calls a handler in the current thread, where {@link Deadline#ofThisCall()} returns its deadline. An interruption that the
 * handler leaves behind is cleared, unless the process is being stopped: the next call in this thread may belong to another
 * invocation.
 */
final class HandlerCall {

    private static final int MOST_CAUSES = 20;

    private HandlerCall() {}

    static <T> T within(Deadline deadline, Callable<T> call) throws Exception {
        try {
            return deadline.within(call);
        } finally {
            endInterruption(deadline);
        }
    }

    /** An interruption of a process that is not being stopped has had its effect. */
    static void endInterruption(Deadline deadline) {
        if (!deadline.isStopping()) {
            Thread.interrupted();
        }
    }

    /** Restores an interruption that was caught, if the process is being stopped. */
    static void keepInterruption(Deadline deadline) {
        if (deadline.isStopping()) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a failure was caused by stopping the process, and not by the record. */
    static boolean isOfStop(Throwable failure, Deadline deadline) {
        return deadline.isStopping() && (Thread.currentThread().isInterrupted() || tellsInterruption(failure));
    }

    private static boolean tellsInterruption(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof InterruptedIOException
                    || cause instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return false;
    }
}
