package io.millrace.dispatch;

import io.millrace.time.Deadline;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;

/**
 * A handler's call in its thread. What a handler does there may ask for the deadline. An interruption that it leaves behind
 * ends with it, unless the process is being stopped: the next call in this thread may be of another invocation, and knows
 * nothing of it.
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

    /** Hands on an interruption that has been noticed. */
    static void keepInterruption(Deadline deadline) {
        if (deadline.isStopping()) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether this came of stopping the process, and not of the record. */
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
