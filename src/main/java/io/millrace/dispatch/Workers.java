package io.millrace.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Provides threads for parallel items: virtual ones where the JDK has them, else a pool that shrinks when idle. */
final class Workers {

    private Workers() {}

    /**
     * @param concurrency how many threads run at the same time, including the caller
     */
    static Executor of(int concurrency) {
        return concurrency == 1 ? Runnable::run : virtualThreads(concurrency);
    }

    private static Executor virtualThreads(int concurrency) {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (Throwable olderJdk) {
            return pool(concurrency - 1);
        }
    }

    private static Executor pool(int threads) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "millrace-worker");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
