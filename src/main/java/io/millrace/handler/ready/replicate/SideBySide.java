package io.millrace.handler.ready.replicate;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a handler, which start when there are tasks and end when there are none. Any thread may call. */
final class SideBySide implements AutoCloseable {

    private final ThreadPoolExecutor threads;

    SideBySide(int parallel) {
        threads =
                new ThreadPoolExecutor(parallel, parallel, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "millrace-replicate");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Makes all calls. If one throws, rethrows that once all have ended. */
    <T> void call(List<Callable<T>> calls) throws Exception {
        for (Future<T> future : threads.invokeAll(calls)) {
            await(future);
        }
    }

    private static void await(Future<?> future) throws Exception {
        try {
            future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception exception ? exception : e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
